package io.keepwell.scoring.application.portfolio;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.portfolio.Tally;
import io.keepwell.model.WireName;
import io.keepwell.model.health.Status;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.portfolio.CapacityRule;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.portfolio.PortfolioRecords.By;
import io.keepwell.scoring.application.portfolio.PortfolioRecords.Cell;
import io.keepwell.scoring.application.portfolio.PortfolioRecords.DayCell;
import io.keepwell.scoring.application.reading.ReadDifferences;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers for all accounts together: how they are, were, moved, and when they are renewed. */
public final class ReadPortfolio {

    /** What counts as at risk where nothing is said (requirement D.4, row 4). */
    public static final Set<Status> AT_RISK = Set.of(Status.RED);

    private static final String OVERDUE = "overdue";

    private final PortfolioRecords records;
    private final PoliciesInForce policies;
    private final ReadDifferences differences;
    private final InstantSource clock;

    /**
     * From what is kept.
     *
     * @param records of accounts through time
     * @param policies say how much a manager is to have
     * @param differences why scores are others than they were
     * @param clock the present
     */
    public ReadPortfolio(
            PortfolioRecords records,
            PoliciesInForce policies,
            ReadDifferences differences,
            InstantSource clock) {
        this.records = records;
        this.policies = policies;
        this.differences = differences;
        this.clock = clock;
    }

    /** In what groups a portfolio is told. */
    public enum Grouping implements WireName {
        /** By segment. */
        SEGMENT(By.SEGMENT),
        /** By manager. */
        CSM(By.CSM),
        /** By stage. */
        STAGE(By.STAGE),
        /** By the managers' team. */
        TEAM(By.TEAM);

        private final By by;

        Grouping(By by) {
            this.by = by;
        }
    }

    /** How far apart the days of a history are. */
    public enum Step implements WireName {
        /** A day. */
        DAY,
        /** Seven days. */
        WEEK,
        /** The same day of the next month. */
        MONTH
    }

    /**
     * How accounts are.
     *
     * @param filter which
     * @param grouping in what groups; null for none
     * @return the whole and the groups
     */
    public Uni<PortfolioDistribution> now(PortfolioFilter filter, @Nullable Grouping grouping) {
        int today = today();
        return records.now(filter, grouping == null ? By.NOTHING : grouping.by, today)
                .map(cells ->
                        new PortfolioDistribution(
                                LocalDate.ofEpochDay(today),
                                grouping == null ? null : grouping.wireName(),
                                whole(cells),
                                grouping == null ? List.of() : groups(cells)));
    }

    /**
     * How accounts were at the end of some days; the last of them is told, whatever the step.
     *
     * @param filter which
     * @param from the first day
     * @param to the last, not before it
     * @param step how far apart they are
     * @return a point for each of them
     */
    public Uni<PortfolioHistory> history(
            PortfolioFilter filter, LocalDate from, LocalDate to, Step step) {
        List<LocalDate> days = days(from, to, step);
        return records.then(
                        filter, days.stream().map(it -> Math.toIntExact(it.toEpochDay())).toList())
                .map(cells -> {
                    Map<Integer, Map<String, Tally>> byDay = new HashMap<>();
                    for (DayCell cell : cells) {
                        byDay.computeIfAbsent(cell.day(), _ -> new HashMap<>())
                                .merge(cell.status(), cell.tally(), Tally::plus);
                    }
                    var points = new ArrayList<PortfolioHistory.Point>();
                    for (int i = 0; i < days.size(); i++) {
                        points.add(
                                new PortfolioHistory.Point(
                                        days.get(i),
                                        PortfolioGroup.of(null, byDay.getOrDefault(i, Map.of()))));
                    }
                    return new PortfolioHistory(step.wireName(), points);
                });
    }

    /**
     * The days of a history.
     *
     * @param from the first
     * @param to the last, not before it
     * @param step how far apart they are
     * @return the last of them among them, whatever the step
     */
    public static List<LocalDate> days(LocalDate from, LocalDate to, Step step) {
        var days = new ArrayList<LocalDate>();
        for (int i = 0; ; i++) {
            LocalDate day =
                    switch (step) {
                        case DAY -> from.plusDays(i);
                        case WEEK -> from.plusWeeks(i);
                        // Counted from the first, or the 31st would become the 28th for ever.
                        case MONTH -> from.plusMonths(i);
                    };
            if (!day.isBefore(to)) {
                days.add(to);
                return days;
            }
            days.add(day);
        }
    }

    /**
     * Who moved most.
     *
     * @param filter which accounts
     * @param days how many days ago it begins
     * @param limit how many of those that fell, and of those that rose
     * @return both, with reasons
     */
    public Uni<Movers> movers(PortfolioFilter filter, int days, int limit) {
        int since = today() - days;
        return records.movers(filter, since, true, limit)
                .chain(falls ->
                        records.movers(filter, since, false, limit)
                                .chain(rises ->
                                        Uni.combine()
                                                .all()
                                                .unis(
                                                        because(filter.scope(), falls, since),
                                                        because(filter.scope(), rises, since))
                                                .asTuple()))
                .map(both ->
                        new Movers(LocalDate.ofEpochDay(since), both.getItem1(), both.getItem2()));
    }

    private Uni<List<Movers.Mover>> because(Scope scope, List<Movers.Mover> movers, int since) {
        Instant from = Days.begin(since + 1).minusMillis(1);
        return Multi.createFrom()
                .iterable(movers)
                .onItem()
                .transformToUniAndConcatenate(mover ->
                        differences
                                .between(scope, mover.id(), from, null)
                                .map(answer ->
                                        answer
                                                        instanceof
                                                        ReadDifferences.Answer.Told(var difference)
                                                ? mover.because(difference.sentence())
                                                : mover))
                .collect()
                .asList();
    }

    /**
     * What is to be renewed when.
     *
     * @param filter which accounts
     * @param months how many, the present one included
     * @param atRisk the statuses that count as at risk
     * @return by month
     */
    public Uni<RenewalCalendar> renewals(PortfolioFilter filter, int months, Set<Status> atRisk) {
        int today = today();
        return records.now(filter, By.RENEWAL_MONTH, today)
                .map(cells -> {
                    Map<String, List<Cell>> byMonth = new HashMap<>();
                    YearMonth first = YearMonth.from(LocalDate.ofEpochDay(today));
                    YearMonth behind = first.plusMonths(months);
                    for (Cell cell : cells) {
                        byMonth.computeIfAbsent(bucket(cell.key(), behind), _ -> new ArrayList<>())
                                .add(cell);
                    }
                    List<RenewalCalendar.Month> told =
                            Stream.iterate(first, it -> it.plusMonths(1))
                                    .limit(months)
                                    .map(YearMonth::toString)
                                    .map(it ->
                                            month(it, byMonth.getOrDefault(it, List.of()), atRisk))
                                    .toList();
                    return new RenewalCalendar(
                            LocalDate.ofEpochDay(today),
                            atRisk.stream().sorted().map(Status::wireName).toList(),
                            month(null, byMonth.getOrDefault(OVERDUE, List.of()), atRisk),
                            told,
                            month(null, byMonth.getOrDefault("later", List.of()), atRisk),
                            month(null, byMonth.getOrDefault("", List.of()), atRisk));
                });
    }

    private static String bucket(@Nullable String key, YearMonth behind) {
        if (key == null || key.equals(OVERDUE)) {
            return key == null ? "" : OVERDUE;
        }
        return YearMonth.parse(key).isBefore(behind) ? key : "later";
    }

    private static RenewalCalendar.Month month(
            @Nullable String month, List<Cell> cells, Set<Status> atRisk) {
        Tally risky = at(cells, atRisk);
        return new RenewalCalendar.Month(month, whole(cells), risky.accounts(), risky.arr());
    }

    /**
     * How much each manager has.
     *
     * @param filter which accounts
     * @return against policy
     */
    public Uni<CsmLoads> loads(PortfolioFilter filter) {
        return policies.now()
                .chain(inForce ->
                        records.now(filter, By.CSM_AND_SEGMENT, today())
                                .map(cells ->
                                        loads(
                                                cells,
                                                inForce.map(PolicySet::capacity)
                                                        .orElse(List.of()))));
    }

    private static CsmLoads loads(List<Cell> cells, List<Applied<CapacityRule>> rules) {
        Map<String, List<Cell>> byCsm = byKey(cells);
        List<CsmLoads.Load> loads =
                byCsm.entrySet().stream()
                        .filter(it -> !it.getKey().isEmpty())
                        .map(it -> load(it.getKey(), it.getValue(), rules))
                        .sorted(
                                Comparator.comparing((CsmLoads.Load it) -> it.holds().arr())
                                        .reversed()
                                        .thenComparing(CsmLoads.Load::csm))
                        .toList();
        return new CsmLoads(loads, whole(byCsm.getOrDefault("", List.of())));
    }

    private static CsmLoads.Load load(
            String csm, List<Cell> cells, List<Applied<CapacityRule>> rules) {
        PortfolioGroup holds = group(csm, cells);
        String segment = mostOf(cells);
        Tally risky = at(cells, AT_RISK);
        return new CsmLoads.Load(
                csm,
                segment,
                holds,
                risky.accounts(),
                risky.arr(),
                rules.stream()
                        .map(Applied::value)
                        .filter(rule -> rule.fits(csm, segment))
                        .findFirst()
                        .map(rule -> capacity(rule, holds))
                        .orElse(null));
    }

    /** The segment of most accounts; of several, the first by name. */
    private static @Nullable String mostOf(List<Cell> cells) {
        Map<String, Long> accounts = new HashMap<>();
        cells.forEach(it ->
                accounts.merge(
                        Objects.requireNonNullElse(it.second(), ""),
                        it.tally().accounts(),
                        Long::sum));
        return accounts.entrySet().stream()
                .max(
                        Map.Entry.<String, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .filter(it -> !it.isEmpty())
                .orElse(null);
    }

    private static CsmLoads.Capacity capacity(CapacityRule rule, PortfolioGroup holds) {
        Integer accountsMax = rule.accountsMax();
        BigDecimal arrMin = rule.arrMin();
        BigDecimal arrMax = rule.arrMax();
        boolean above =
                (accountsMax != null && holds.accounts() > accountsMax)
                        || (arrMax != null && holds.arr().compareTo(arrMax) > 0);
        boolean below =
                holds.accounts() < rule.accountsMin()
                        || (arrMin != null && holds.arr().compareTo(arrMin) < 0);
        return new CsmLoads.Capacity(
                rule.id(),
                rule.name(),
                rule.accountsMin(),
                accountsMax,
                arrMin,
                arrMax,
                above ? "above" : below ? "below" : "within");
    }

    private int today() {
        return Days.of(clock.instant());
    }

    private static List<PortfolioGroup> groups(List<Cell> cells) {
        return byKey(cells).entrySet().stream()
                .map(it -> group(it.getKey(), it.getValue()))
                .sorted(
                        Comparator.comparing(PortfolioGroup::arr)
                                .reversed()
                                .thenComparing(
                                        PortfolioGroup::key,
                                        Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** With an empty text for those of which the key is not known. */
    private static Map<String, List<Cell>> byKey(List<Cell> cells) {
        return cells.stream()
                .collect(
                        Collectors.groupingBy(
                                it -> Objects.requireNonNullElse(it.key(), ""),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    private static PortfolioGroup group(String key, List<Cell> cells) {
        return PortfolioGroup.of(key.isEmpty() ? null : key, byStatus(cells));
    }

    private static PortfolioGroup whole(List<Cell> cells) {
        return PortfolioGroup.of(null, byStatus(cells));
    }

    private static Map<String, Tally> byStatus(List<Cell> cells) {
        return cells.stream().collect(Collectors.toMap(Cell::status, Cell::tally, Tally::plus));
    }

    private static Tally at(List<Cell> cells, Set<Status> statuses) {
        Set<String> names =
                statuses.stream()
                        .map((Function<Status, String>) Status::wireName)
                        .collect(Collectors.toSet());
        return cells.stream()
                .filter(it -> names.contains(it.status()))
                .map(Cell::tally)
                .reduce(Tally.NONE, Tally::plus);
    }
}
