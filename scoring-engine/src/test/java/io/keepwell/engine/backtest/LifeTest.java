package io.keepwell.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.account.Replay;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LifeTest {

    private static final int DAYS = 40;

    @Test
    void shouldEndEachDayWithTheScoreThatTheAccountsOwnerWouldHaveHad() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        int scored = 0;
        for (int run = 0; run < 10; run++) {
            // Given: events of which some were heard of late, or together, or are taken back
            List<CustomerEventV1> log =
                    withWithdrawals(random, TestEvents.random(random, 150, DAYS));
            ReportingTimeline timeline = ReportingTimeline.of(log);
            Judge judge = TestPolicies.judge(TestPolicies.rich("p1"));
            var replay = new Replay(TestEvents.ACME, judge, EventCatalogue.standard());
            int first = Days.of(log.getFirst().receivedAt());
            var life = new Life(EventCatalogue.standard(), List.of(judge), first);
            int next = 0;
            for (int day = first; day < TestEvents.DAY + DAYS; day++) {
                Instant end = Days.begin(day + 1).minusMillis(1);
                // When: the owner judges on each of them, the backtest at the day's end
                while (next < log.size() && Days.of(log.get(next).receivedAt()) <= day) {
                    List<CustomerEventV1> together = together(log, next);
                    replay.receive(together, timeline.at(together.getLast().receivedAt()));
                    together.forEach(event -> life.fold(event, Days.of(event.receivedAt())));
                    next += together.size();
                }
                Reporting reporting = timeline.at(end);
                replay.advance(end, reporting);
                life.judge(day, reporting);
                // Then
                Verdict owners = replay.verdict().orElseThrow();
                assertThat(life.verdict(0).score().exact())
                        .as("rerun with -Dseed=%d, run %d, day %d", seed, run, day - first)
                        .isEqualTo(owners.score().exact());
                assertThat(life.verdict(0).stage()).isEqualTo(owners.stage());
                scored += owners.score().exact() == null ? 0 : 1;
            }
        }
        assertThat(scored).isGreaterThan(200);
    }

    @Test
    void shouldTellTheOthersOnceForAllThatADayTakesBack() {
        List<CustomerEventV1> log = TestEvents.random(TestEvents.random(4711), 3_000, DAYS);
        List<CustomerEventV1> backs =
                log.subList(0, 100).stream()
                        .map(it ->
                                TestEvents.withdrawal(
                                        "back-" + it.id(), it.id(), TestEvents.at(DAYS, 8)))
                        .toList();
        int day = TestEvents.DAY + DAYS;

        long ofOne = TestEvents.allocated(() -> live(log, backs.subList(0, 1), day));
        long ofAll = TestEvents.allocated(() -> live(log, backs, day));

        assertThat(ofAll).isLessThan(2 * ofOne);
    }

    private static void live(List<CustomerEventV1> log, List<CustomerEventV1> backs, int day) {
        Judge judge = TestPolicies.judge(TestPolicies.rich("p1"));
        var life = new Life(EventCatalogue.standard(), List.of(judge), day);
        log.forEach(event -> life.fold(event, day));
        backs.forEach(event -> life.fold(event, day));
        life.judge(day, TestEvents.reporting(log));
    }

    private static List<CustomerEventV1> withWithdrawals(
            RandomGenerator random, List<CustomerEventV1> log) {
        var all = new ArrayList<CustomerEventV1>();
        for (CustomerEventV1 event : log) {
            all.add(event);
            if (random.nextInt(8) == 0) {
                String taken = log.get(random.nextInt(log.size())).id();
                all.add(
                        TestEvents.event(
                                "back-" + event.id(),
                                "account.event-withdrawn",
                                event.receivedAt(),
                                event.receivedAt(),
                                null,
                                null,
                                Map.of("eventId", TestEvents.text(taken))));
            }
        }
        return all;
    }

    private static List<CustomerEventV1> together(List<CustomerEventV1> log, int from) {
        var together = new ArrayList<CustomerEventV1>();
        for (int at = from;
                at < log.size() && log.get(at).receivedAt().equals(log.get(from).receivedAt());
                at++) {
            together.add(log.get(at));
        }
        return together;
    }
}
