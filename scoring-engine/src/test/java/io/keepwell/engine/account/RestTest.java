package io.keepwell.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.expression.Reads;
import io.keepwell.policy.risk.RiskScore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {

    private static final int DAYS = 260;
    private static final int RUNS = 6;

    @ParameterizedTest
    @ValueSource(strings = {"default", "seed-000", "seed-001", "seed-002", "seed-003", "seed-004"})
    void shouldBeNoOtherThanBeingJudgedAtEveryMidnightByAnyShippedBundle(String bundle) {
        compare(TestPolicies.shipped(bundle), RUNS);
    }

    static Stream<PolicySet> policies() {
        return Stream.of(TestPolicies.rich("p1"), TestPolicies.told("p1"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldBeNoOtherThanBeingJudgedAtEveryMidnightByOtherPolicies(PolicySet policies) {
        compare(policies, RUNS);
    }

    @Test
    void shouldGoOnForAsLongAsIsLookedAheadWhereNothingHappensAnyMore() {
        // Given an account that had one session, all windows ago
        Judge judge = TestPolicies.shipped();
        var life = new Life(judge, new Sources(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        var account = new Resting(life, 50);
        account.receive(
                judge, TestEvents.event("e1", "usage.session-started", TestEvents.at(0, 9)));
        // When
        for (int day = 1; day < 100; day++) {
            account.midnight(judge, TestEvents.DAY + day);
        }
        account.midnight(judge, TestEvents.DAY + 100);
        // Then
        assertThat(account.judged).as("nights of 100 on which it was judged").isLessThan(10);
        assertThat(account.account.restsUntil()).isGreaterThan(TestEvents.DAY + 100);
    }

    @Test
    void shouldEndBeforeADateThatRaisesASignal() {
        // Given a renewal that is 130 days away, of which 120 days before is told
        Judge judge = TestPolicies.shipped();
        var life = new Life(judge, new Sources(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        var account = new Resting(life, 60);
        account.receive(
                judge,
                TestEvents.traits(
                        "e1",
                        TestEvents.at(0, 9),
                        Map.of(
                                "renewalDate",
                                TestEvents.text(
                                        "" + LocalDate.ofEpochDay(TestEvents.DAY + 130L)))));
        // When
        for (int day = 1; day <= 8; day++) {
            account.midnight(judge, TestEvents.DAY + day);
        }
        // Then
        assertThat(account.account.restsUntil())
                .isGreaterThan(TestEvents.DAY + 8)
                .isLessThanOrEqualTo(TestEvents.DAY + 10);
    }

    private static void compare(PolicySet policies, int runs) {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        int nights = 0;
        int judged = 0;
        for (int run = 0; run < runs; run++) {
            // Given
            var sources = Sources.random(random);
            var life = new Life(new Judge(policies, EventCatalogue.standard()), sources);
            Judge other = new Judge(version(policies, "other"), EventCatalogue.standard());
            int switched = random.nextInt(DAYS);
            List<CustomerEventV1> events = events(random, policies);
            var daily = new Daily(life);
            var resting = new Resting(life, 2 + random.nextInt(60));
            String rerun = "rerun with -Dseed=%d, run %d".formatted(seed, run);
            int next = 0;
            for (int day = 1; day < DAYS; day++) {
                Judge judge = day < switched ? life.judge : other;
                int today = TestEvents.DAY + day;
                // When
                daily.midnight(judge, today);
                resting.midnight(judge, today);
                // Then
                require(daily, resting, judge, "%s, midnight %d".formatted(rerun, day));
                while (next < events.size() && Days.of(events.get(next).receivedAt()) == today) {
                    CustomerEventV1 event = events.get(next++);
                    daily.receive(judge, event);
                    resting.receive(judge, event);
                    require(daily, resting, judge, "%s, %s".formatted(rerun, event.id()));
                }
            }
            nights += DAYS - 1;
            judged += resting.judged;
        }
        assertThat(judged).as("nights of %d on which it was judged", nights).isLessThan(nights);
    }

    private static void require(Daily daily, Resting resting, Judge judge, String when) {
        assertThat(resting.account.takeChanges()).as(when).isEqualTo(daily.account.takeChanges());
        assertThat(resting.account.takePeriods()).as(when).isEqualTo(daily.account.takePeriods());
        Verdict wanted = daily.account.verdict().orElse(null);
        Verdict found = resting.present(judge);
        if (!hex(wanted).equals(hex(found))) {
            assertThat(found).as(when).isEqualTo(wanted);
            assertThat(hex(found)).as(when).isEqualTo(hex(wanted));
        }
    }

    private static String hex(@Nullable Verdict verdict) {
        return verdict == null ? "" : HexFormat.of().formatHex(VerdictCodec.encode(verdict));
    }

    private static PolicySet version(PolicySet policies, String version) {
        return new PolicySet(
                version,
                policies.scorecards(),
                policies.signals(),
                policies.resolver(),
                policies.segments(),
                policies.lifecycle(),
                policies.alertRules(),
                policies.plays(),
                policies.kpis(),
                policies.capacity(),
                policies.risk());
    }

    /** Bursts of what the policies ask for, with long silences between them. */
    private static List<CustomerEventV1> events(RandomGenerator random, PolicySet policies) {
        var types = new TreeSet<String>();
        reads(policies).forEach(reads -> types.addAll(reads.types().keySet()));
        types.addAll(List.of("usage.session-started", "usage.feature-used"));
        List<String> all = List.copyOf(types);
        var times = new ArrayList<Instant>();
        for (int burst = 1 + random.nextInt(4); burst > 0; burst--) {
            int begin = random.nextInt(DAYS);
            for (int count = 1 + random.nextInt(12); count > 0; count--) {
                times.add(TestEvents.at(begin, random.nextDouble(24.0 * 12)));
            }
        }
        times.sort(Comparator.naturalOrder());
        var events = new ArrayList<CustomerEventV1>();
        for (Instant at : times) {
            String id = "e" + events.size();
            if (random.nextInt(4) == 0) {
                events.add(TestEvents.traits(id, at, traits(random)));
                continue;
            }
            if (random.nextInt(12) == 0) {
                events.add(
                        TestEvents.overridden(
                                id,
                                at,
                                at,
                                "" + random.nextInt(101),
                                Map.of("as", TestEvents.text("score"))));
                continue;
            }
            EventType type =
                    EventCatalogue.standard()
                            .typeOf(new EventType(all.get(random.nextInt(all.size()))));
            // A sender's clock may be minutes ahead, also over midnight, and days behind.
            Instant occurred =
                    switch (random.nextInt(6)) {
                        case 0 -> at.plusSeconds(random.nextInt(300));
                        case 1 -> at.minusSeconds(random.nextInt(40 * 86_400));
                        default -> at;
                    };
            events.add(
                    TestEvents.event(
                            id,
                            type.value(),
                            occurred,
                            at,
                            "u" + random.nextInt(5),
                            "" + random.nextInt(10),
                            Map.of("feature", TestEvents.text("f" + random.nextInt(8)))));
        }
        return events;
    }

    private static Map<String, AttributeValue> traits(RandomGenerator random) {
        var traits = new HashMap<String, AttributeValue>();
        traits.put("arr", TestEvents.numeric("" + random.nextInt(200_000)));
        traits.put("seats", TestEvents.numeric("" + (1 + random.nextInt(9))));
        traits.put("health", TestEvents.numeric("" + random.nextInt(101)));
        traits.put("renewalDate", date(random.nextInt(-100, 500)));
        traits.put("contractStartedOn", date(random.nextInt(-200, 100)));
        traits.keySet().removeIf(_ -> random.nextBoolean());
        return traits;
    }

    private static AttributeValue date(int day) {
        return TestEvents.text("" + LocalDate.ofEpochDay(TestEvents.DAY + (long) day));
    }

    private static Stream<Reads> reads(PolicySet policies) {
        Applied<RiskScore> risk = policies.risk();
        Stream<Reads> ofRisk =
                risk == null
                        ? Stream.of()
                        : risk.value().parts().stream().map(part -> part.asks().reads());
        Stream<Reads> ofSignals =
                policies.signals().stream().map(signal -> signal.value().when().reads());
        return Stream.concat(
                policies.scorecards().values().stream()
                        .flatMap(card -> card.value().dimensions().stream())
                        .flatMap(dimension -> dimension.measures().stream())
                        .map(measure -> measure.value().reads()),
                Stream.concat(ofRisk, ofSignals));
    }

    /** Who reports: one kind begins late, and one is silent for some time. */
    private record Sources(int beginning, int silentFrom, int backAt) {

        static Sources random(RandomGenerator random) {
            int silent = random.nextInt(DAYS);
            return new Sources(random.nextInt(60), silent, silent + random.nextInt(60));
        }

        Reporting on(int today) {
            int day = today - TestEvents.DAY;
            int latest = day >= silentFrom && day < backAt ? silentFrom : day;
            var kinds = new HashMap<String, Reporting.Span>();
            for (String kind : List.of("engagement", "support", "account", "commercial")) {
                kinds.put(kind, new Reporting.Span(0, today));
            }
            kinds.put("usage", new Reporting.Span(0, TestEvents.DAY + latest));
            if (day >= beginning) {
                kinds.put("relationship", new Reporting.Span(TestEvents.DAY, today));
                kinds.put("outcome", new Reporting.Span(TestEvents.DAY, today));
            }
            return new Reporting(kinds, Silence.NONE);
        }
    }

    /** What two accounts have in common. */
    private record Life(Judge judge, Sources sources) {}

    /** An account that every midnight judges. */
    private static class Daily {
        final Life life;
        final AccountCase account;
        private long offset;

        Daily(Life life) {
            this.life = life;
            var facts = AccountFacts.of(EventCatalogue.standard());
            facts.loadWhole(Map.of());
            this.account = new AccountCase(TestEvents.ACME, facts, null);
        }

        void midnight(Judge judge, int today) {
            advance(judge, today, Days.begin(today));
        }

        void receive(Judge judge, CustomerEventV1 event) {
            int today = Days.of(event.receivedAt());
            Instant at = account.timeOf(event.receivedAt(), event.receivedAt());
            advance(judge, today, at);
            settle(() -> account.facts().missing(event));
            account.fold(event, at);
            offset++;
            settle(() -> account.judge(judge, life.sources.on(today), List.of(event), at, place()));
        }

        final void advance(Judge judge, int today, Instant at) {
            settle(() -> account.advance(judge, life.sources.on(today), at, place()));
        }

        private Place place() {
            return new Place(0, offset);
        }

        private void settle(Supplier<? extends Collection<ChunkKey>> step) {
            for (var missing = step.get(); !missing.isEmpty(); missing = step.get()) {
                account.facts().load(missing, Map.of());
            }
        }
    }

    /** The same, which rests when it may: as the owner of a partition lets accounts rest. */
    private static final class Resting extends Daily {
        private final int most;
        private @Nullable Rest rest;
        private @Nullable String policy;
        private int judged;

        Resting(Life life, int most) {
            super(life);
            this.most = most;
        }

        @Override
        void midnight(Judge judge, int today) {
            Reporting settled = life.sources.on(today).settled(today);
            String version = judge.policies().version();
            boolean isForAll =
                    rest == null || !rest.reporting().equals(settled) || !version.equals(policy);
            if (isForAll || account.restsUntil() <= today) {
                judged++;
                rouse(judge);
                super.midnight(judge, today);
                account.rest(judge, new Rest(today, settled), most);
            }
            rest = new Rest(today, settled);
            policy = version;
        }

        @Override
        void receive(Judge judge, CustomerEventV1 event) {
            rouse(judge);
            super.receive(judge, event);
        }

        /** The verdict as the last midnight would have it. */
        @Nullable Verdict present(Judge judge) {
            Verdict verdict = account.verdict().orElse(null);
            return verdict == null || rest == null || account.restsUntil() == AccountCase.AWAKE
                    ? verdict
                    : judge.rested(account.facts(), verdict, rest.reporting(), rest.through());
        }

        private void rouse(Judge judge) {
            if (rest != null) {
                account.rouse(judge, rest);
            }
        }
    }
}
