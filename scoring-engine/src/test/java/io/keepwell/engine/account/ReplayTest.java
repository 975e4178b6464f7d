package io.keepwell.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Judge FIRST = TestPolicies.judge(TestPolicies.rich("p1"));
    private static final Judge SECOND = TestPolicies.judge(TestPolicies.told("p2"));

    @Test
    void shouldGiveTheVerdictsAndChangesThatTheOwnerGave() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int run = 0; run < 6; run++) {
            // Given
            List<CustomerEventV1> log = TestEvents.random(random, 150, 45);
            int switched = random.nextInt(log.size());
            Instant end = TestEvents.at(60, random.nextDouble(24));
            Reporting reporting = TestEvents.reporting(log);
            var owner = new Owner(reporting);
            owner.take(FIRST, log.subList(0, switched));
            owner.take(SECOND, log.subList(switched, log.size()));
            owner.advance(SECOND, end);
            // When
            Replay replay = replay(FIRST);
            log.subList(0, switched).forEach(event -> replay.receive(List.of(event), reporting));
            replay.judgeBy(SECOND);
            log.subList(switched, log.size())
                    .forEach(event -> replay.receive(List.of(event), reporting));
            replay.advance(end, reporting);
            // Then
            assertThat(replay.verdict())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .hasValue(owner.verdict());
            assertThat(replay.takeChanges())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(owner.changes());
        }
    }

    @Test
    void shouldGoOnFromABackfillAsTheOwnerDoes() {
        long seed = TestEvents.seed();
        List<CustomerEventV1> log = TestEvents.random(TestEvents.random(seed), 120, 30);
        Instant closedAt = TestEvents.at(31, 7);
        List<CustomerEventV1> later =
                List.of(
                        TestEvents.health("later", TestEvents.at(33, 2), "12"),
                        TestEvents.event("more", "support.ticket-escalated", TestEvents.at(34, 2)));
        var all = new ArrayList<CustomerEventV1>(log);
        all.addAll(later);
        Reporting reporting = TestEvents.reporting(all);
        var owner = new Owner(reporting);
        log.forEach(event -> owner.backfill(event, closedAt));
        Verdict past =
                Reconstruction.of(
                                log,
                                EventCatalogue.standard(),
                                FIRST,
                                reporting,
                                TestEvents.DAY + 31,
                                new Place(0, log.size()))
                        .verdict()
                        .orElseThrow();
        owner.adopt(FIRST, past, closedAt);
        owner.take(FIRST, later);

        Replay replay = replay(FIRST);
        replay.backfill(log, reporting, closedAt);
        later.forEach(event -> replay.receive(List.of(event), reporting));

        assertThat(replay.verdict()).as("rerun with -Dseed=%d", seed).hasValue(owner.verdict());
    }

    @Test
    void shouldJudgeByWhatIsLeftOnceAnEventWasTakenBack() {
        CustomerEventV1 right = TestEvents.health("right", TestEvents.at(1, 8), "80");
        CustomerEventV1 wrong = TestEvents.health("wrong", TestEvents.at(2, 8), "12");
        CustomerEventV1 back =
                TestEvents.event(
                        "back",
                        "account.event-withdrawn",
                        TestEvents.at(3, 8),
                        TestEvents.at(3, 8),
                        null,
                        null,
                        Map.of("eventId", TestEvents.text("wrong")));
        Reporting reporting = TestEvents.reporting(List.of(right));
        Replay replay = replay(SECOND);

        replay.receive(List.of(right), reporting);
        replay.receive(List.of(wrong), reporting);
        Verdict before = replay.verdict().orElseThrow();
        replay.receive(List.of(back), reporting);
        Verdict after = replay.verdict().orElseThrow();
        replay.receive(List.of(TestEvents.health("wrong", TestEvents.at(3, 9), "12")), reporting);

        assertThat(before.score().shown()).isEqualTo(12);
        assertThat(after.score().shown()).isEqualTo(80);
        assertThat(replay.takeChanges().getLast().cause())
                .extracting(Cause::kind, Cause::eventId)
                .containsExactly(CauseKind.LATE_DATA, "back");
        assertThat(replay.verdict().orElseThrow().score().shown())
                .as("sent once more after the window of duplicates")
                .isEqualTo(80);
    }

    @Test
    void shouldTellTheOthersOnceForAllThatARequestTakesBack() {
        List<CustomerEventV1> log = TestEvents.random(TestEvents.random(4711), 3_000, 30);
        List<CustomerEventV1> backs =
                log.subList(0, 100).stream()
                        .map(it ->
                                TestEvents.withdrawal(
                                        "back-" + it.id(), it.id(), TestEvents.at(31, 8)))
                        .toList();
        Reporting reporting = TestEvents.reporting(log);
        Verdict kept = verdict(log, reporting);

        long ofOne =
                TestEvents.allocated(
                        () -> resumed(log, kept).receive(backs.subList(0, 1), reporting));
        long ofAll = TestEvents.allocated(() -> resumed(log, kept).receive(backs, reporting));

        assertThat(ofAll).isLessThan(3 * ofOne);
    }

    private static Verdict verdict(List<CustomerEventV1> log, Reporting reporting) {
        Replay replay = replay(SECOND);
        replay.receive(log, reporting);
        return replay.verdict().orElseThrow();
    }

    private static Replay resumed(List<CustomerEventV1> log, Verdict kept) {
        return new Replay(TestEvents.ACME, SECOND, EventCatalogue.standard(), log, kept);
    }

    @Test
    void shouldTellAPastInWhichNothingIsThatWasTakenBack() {
        CustomerEventV1 right = TestEvents.health("right", TestEvents.at(1, 8), "80");
        CustomerEventV1 wrong = TestEvents.health("wrong", TestEvents.at(2, 8), "12");
        CustomerEventV1 back =
                TestEvents.event(
                        "back",
                        "account.event-withdrawn",
                        TestEvents.at(3, 8),
                        TestEvents.at(3, 8),
                        null,
                        null,
                        Map.of("eventId", TestEvents.text("wrong")));

        Replay replay = replay(SECOND);
        replay.backfill(
                List.of(back, right, wrong),
                TestEvents.reporting(List.of(right)),
                TestEvents.at(9, 8));

        assertThat(replay.takeChanges())
                .extracting(change -> change.verdict().score().shown())
                .containsOnly(80);
        assertThat(replay.verdict().orElseThrow().score().shown()).isEqualTo(80);
    }

    @Test
    void shouldKnowOfWhatReportsOnlyWhatHadBeenReceived() {
        var late =
                TestEvents.event(
                        "late",
                        "usage.session-started",
                        TestEvents.at(-3, 1),
                        TestEvents.at(2, 1),
                        null,
                        null,
                        Map.of());
        var timely = TestEvents.event("timely", "usage.session-started", TestEvents.at(1, 1));
        var timeline = ReportingTimeline.of(List.of(late, timely));

        assertThat(timeline.at(TestEvents.at(1, 0.5))).isEqualTo(Reporting.NONE);
        assertThat(timeline.at(TestEvents.at(1, 1)))
                .isEqualTo(TestEvents.reporting(List.of(timely)));
        assertThat(timeline.at(TestEvents.at(2, 1)))
                .isEqualTo(TestEvents.reporting(List.of(late, timely)));
    }

    private static Replay replay(Judge judge) {
        return new Replay(TestEvents.ACME, judge, EventCatalogue.standard());
    }
}
