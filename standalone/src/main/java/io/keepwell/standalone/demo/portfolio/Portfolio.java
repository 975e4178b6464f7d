package io.keepwell.standalone.demo.portfolio;

import io.keepwell.model.event.SubmittedEventV1;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A company's customers: the same for the same seed and present, down to the last byte of the last
 * event, so that it can be told again and again and nothing is counted twice.
 */
public final class Portfolio {

    /** How many days it tells of. */
    public static final int DAYS = 180;

    private static final int ENTERPRISE = 100;
    private static final int MID_MARKET = 180;
    private static final int ENTERPRISE_CSMS = 5;
    private static final int CSMS_A_REGION = 5;
    private static final double TEMPERAMENT = 0.03;

    private static final List<Industry> INDUSTRIES = List.of(Industry.values());
    private static final List<String> REGIONS = List.of("americas", "apac", "emea");
    private static final List<String> CSMS =
            List.of(
                    "amira.haddad",
                    "ben.okafor",
                    "clara.voss",
                    "diego.luna",
                    "elif.demir",
                    "farid.nazari",
                    "greta.holm",
                    "hugo.marin",
                    "ines.prado",
                    "jonas.weber",
                    "kaya.lindt",
                    "liam.doyle",
                    "mei.tanaka",
                    "nadia.petrov",
                    "oscar.reyes",
                    "priya.nair",
                    "quinn.adler",
                    "rosa.conti",
                    "sven.dahl",
                    "tara.singh");

    private final long seed;
    private final LocalDate present;
    private final List<Customer> customers;

    private Portfolio(long seed, LocalDate present, List<Customer> customers) {
        this.seed = seed;
        this.present = present;
        this.customers = List.copyOf(customers);
    }

    /**
     * Makes one up.
     *
     * @param seed what chance hangs on
     * @param present the day after the last day that is told of
     * @return the portfolio
     */
    public static Portfolio of(long seed, LocalDate present) {
        RandomGenerator random = Chance.of(seed);
        var archetypes = new ArrayList<Archetype>();
        for (Archetype archetype : Archetype.values()) {
            archetypes.addAll(Collections.nCopies(archetype.accounts(), archetype));
        }
        Collections.shuffle(archetypes, new Random(random.nextLong()));
        var names = new CompanyNames(random);
        Map<Archetype, Integer> before = new EnumMap<>(Archetype.class);
        Map<String, Integer> owned = new HashMap<>();
        var customers = new ArrayList<Customer>();
        for (Archetype archetype : archetypes) {
            int rank = before.merge(archetype, 1, Integer::sum) - 1;
            customers.add(
                    customer(customers.size(), archetype, rank, present, random, names, owned));
        }
        return new Portfolio(seed, present, customers);
    }

    /**
     * The accounts.
     *
     * @return in the order of their numbers
     */
    public List<Customer> customers() {
        return customers;
    }

    /**
     * The day after the last day of its history.
     *
     * @return a UTC day
     */
    public LocalDate present() {
        return present;
    }

    /**
     * What an account did on a day.
     *
     * @param customer which
     * @param day a UTC day, which may lie after the present
     * @return in the order in which it happened
     */
    public List<SubmittedEventV1> events(Customer customer, LocalDate day) {
        return new Diary(seed, present, customer, day).events();
    }

    /**
     * All that an account did before the present.
     *
     * @param customer which
     * @return the oldest first
     */
    public Stream<SubmittedEventV1> history(Customer customer) {
        return customer.firstDay()
                .datesUntil(present)
                .flatMap(day -> events(customer, day).stream());
    }

    private static Customer customer(
            int number,
            Archetype archetype,
            int rank,
            LocalDate present,
            RandomGenerator random,
            CompanyNames names,
            Map<String, Integer> owned) {
        // Spread evenly over the sizes, or chance would give all big ones to one archetype.
        double size = (rank + random.nextDouble()) / archetype.accounts();
        Size of = Size.of(size, random);
        Industry industry = INDUSTRIES.get(random.nextInt(INDUSTRIES.size()));
        String region = REGIONS.get(random.nextInt(REGIONS.size()));
        String team = of.isEnterprise() ? "enterprise" : region;
        int inTeam = owned.merge(team, 1, Integer::sum) - 1;
        int first = of.isEnterprise() ? 0 : CSMS_A_REGION * (1 + REGIONS.indexOf(region));
        String csm =
                CSMS.get(first + inTeam % (of.isEnterprise() ? ENTERPRISE_CSMS : CSMS_A_REGION));
        String name = names.next(industry);
        int age =
                archetype == Archetype.NEWLY_ONBOARDED
                        ? 11 + random.nextInt(9)
                        : DAYS + 1 + random.nextInt(900);
        LocalDate started = present.minusDays(age);
        LocalDate renewal = started.plusYears(1);
        while (!renewal.isAfter(present.plusDays(3))) {
            renewal = renewal.plusYears(1);
        }
        return new Customer(
                number,
                name.toLowerCase(Locale.ROOT).replace(' ', '-'),
                name,
                archetype,
                of.arr(),
                of.seats(),
                csm,
                team,
                industry.wireName(),
                region,
                started,
                renewal,
                age > DAYS ? present.minusDays(DAYS) : started,
                TEMPERAMENT * (2 * random.nextDouble() - 1),
                turn(archetype, random));
    }

    private static int turn(Archetype archetype, RandomGenerator random) {
        return switch (archetype) {
            case SUDDEN_DROP -> 3 + random.nextInt(4);
            case SUPPORT_STORM -> 11 + random.nextInt(4);
            case SPONSOR_LOSS -> 8 + random.nextInt(22);
            case SILENT_INTEGRATION -> 75 + random.nextInt(20);
            case THRIVING, STEADY, SLOW_DECLINE, SEAT_LIMIT, NEWLY_ONBOARDED, NEVER_CONNECTED -> 0;
        };
    }

    /** How big a customer is. */
    private record Size(long arr, int seats) {

        private static final int ALL =
                Arrays.stream(Archetype.values()).mapToInt(Archetype::accounts).sum();
        private static final int TO_WHOLE = 100;

        /** Of the sizes in their order: 0 is the smallest, 1 the biggest. */
        static Size of(double place, RandomGenerator random) {
            double enterprise = 1 - (double) ENTERPRISE / ALL;
            double middle = enterprise - (double) MID_MARKET / ALL;
            if (place >= enterprise) {
                double within = (place - enterprise) / (1 - enterprise);
                return new Size(rounded(110_000 * Math.pow(7.5, within)), 10 + random.nextInt(5));
            }
            if (place >= middle) {
                double within = (place - middle) / (enterprise - middle);
                return new Size(rounded(27_000 + 68_000 * within), 7 + random.nextInt(2));
            }
            return new Size(rounded(8_000 + 16_000 * place / middle), 6 + random.nextInt(2));
        }

        boolean isEnterprise() {
            return arr > 100_000;
        }

        private static long rounded(double arr) {
            return Math.round(arr / TO_WHOLE) * TO_WHOLE;
        }
    }
}
