package io.keepwell.benchmarks.day;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.account.Rest;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.policy.PolicySet;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lives of accounts until the end of yesterday, as the service would have led them: with every
 * event judged, every midnight, and rest.
 */
final class Lives {

    static final SourceName SOURCE = new SourceName("load");

    /** The kinds of source that report, for as long as anybody remembers. */
    static final List<String> KINDS = List.of("account", "engagement", "support", "usage");

    /** Before that nobody had reported anything. */
    static final int REPORTED_DAYS = 600;

    private static final AccountId ID = new AccountId("template");
    private static final int ACTIVE_DAYS = 90;
    private static final int USERS = 8;
    private static final int FEATURES = 12;
    private static final int RESTS_DAYS = 32;

    private final Judge judge;
    private final int today;
    private final RandomGenerator chance;
    private long events;

    /**
     * @param policies by which accounts are judged
     * @param today the day that is about to begin
     * @param seed of chance
     */
    Lives(PolicySet policies, int today, long seed) {
        this.judge = new Judge(policies, EventCatalogue.standard());
        this.today = today;
        this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** What reports on a day. */
    static Reporting reporting(int today, int day) {
        var kinds = new HashMap<String, Reporting.Span>();
        KINDS.forEach(kind -> kinds.put(kind, new Reporting.Span(today - REPORTED_DAYS, day)));
        return new Reporting(kinds, Silence.NONE);
    }

    /**
     * One that was active for three months.
     *
     * @param age how many days ago it had its last event, 1 for yesterday
     */
    Template of(int age) {
        var facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(Map.of());
        var account = new AccountCase(ID, facts, null);
        int last = today - age;
        int first = last - ACTIVE_DAYS;
        receive(account, traits(first));
        for (int day = first + 1; day < today; day++) {
            midnight(account, day);
            int count = day == last ? 2 : day < last ? chance.nextInt(4) : 0;
            for (int event = 0; event < count; event++) {
                receive(account, event(Days.begin(day).plusSeconds(30_000 + 600L * event)));
            }
        }
        var rows = new HashMap<String, byte[]>();
        var members = new HashMap<String, byte[]>();
        facts.drain()
                .written()
                .forEach((key, row) -> (key.isOfMembers() ? members : rows).put(key.text(), row));
        return new Template(account.verdict().orElseThrow(), account.restsUntil(), rows, members);
    }

    private void midnight(AccountCase account, int day) {
        Reporting reporting = reporting(today, day);
        if (account.restsUntil() > day) {
            return;
        }
        boolean isQuiet =
                account.verdict()
                        .filter(it -> Days.begin(Days.of(it.asOf())).toEpochMilli() == it.asOf())
                        .isPresent();
        account.rouse(judge, new Rest(day - 1, reporting.settled(day)));
        settle(account, () -> account.advance(judge, reporting, Days.begin(day), place()));
        if (isQuiet) {
            account.rest(
                    judge,
                    new Rest(day, reporting.settled(day)),
                    RESTS_DAYS + chance.nextInt(RESTS_DAYS));
        }
    }

    private void receive(AccountCase account, CustomerEventV1 event) {
        int day = Days.of(event.receivedAt());
        Reporting reporting = reporting(today, day);
        Instant at = event.receivedAt();
        settle(account, () -> account.advance(judge, reporting, at, place()));
        settle(account, () -> account.facts().missing(event));
        account.fold(event, at);
        settle(account, () -> account.judge(judge, reporting, List.of(event), at, place()));
    }

    private static void settle(AccountCase account, Supplier<? extends Collection<ChunkKey>> step) {
        for (var missing = step.get(); !missing.isEmpty(); missing = step.get()) {
            account.facts().load(missing, Map.of());
        }
    }

    private Place place() {
        return new Place(0, events);
    }

    private CustomerEventV1 traits(int day) {
        var traits = new HashMap<String, AttributeValue>();
        traits.put("name", new AttributeValue.Text("Load"));
        traits.put("arr", numeric(1_000L * chance.nextInt(1, 200)));
        traits.put("seats", numeric(chance.nextInt(5, 20)));
        if (chance.nextBoolean()) {
            traits.put(
                    "renewalDate",
                    new AttributeValue.Text(
                            "" + LocalDate.ofEpochDay(today + chance.nextLong(20, 400))));
        }
        return event("account.updated", Days.begin(day).plusSeconds(20_000), null, null, traits);
    }

    private CustomerEventV1 event(Instant at) {
        String user = "u" + chance.nextInt(USERS);
        return switch (chance.nextInt(10)) {
            case 0, 1, 2, 3 -> event("usage.session-started", at, user, null, Map.of());
            case 4, 5, 6 ->
                    event(
                            "usage.feature-used",
                            at,
                            user,
                            null,
                            Map.of("feature", new AttributeValue.Text(feature())));
            case 7 -> event("support.ticket-opened", at, "c1", null, Map.of());
            case 8 -> event("engagement.meeting-attended", at, "c1", null, Map.of());
            default ->
                    event(
                            "engagement.nps-submitted",
                            at,
                            "c2",
                            BigDecimal.valueOf(chance.nextInt(11)),
                            Map.of());
        };
    }

    private String feature() {
        return "f" + chance.nextInt(FEATURES);
    }

    private CustomerEventV1 event(
            String type,
            Instant at,
            @Nullable String actor,
            @Nullable BigDecimal value,
            Map<String, AttributeValue> attributes) {
        return new CustomerEventV1(
                "e" + events++,
                SOURCE,
                ID,
                new EventType(type),
                at,
                at,
                actor,
                value,
                new Attributes(attributes),
                null);
    }

    private static AttributeValue numeric(long number) {
        return new AttributeValue.Numeric(BigDecimal.valueOf(number));
    }
}
