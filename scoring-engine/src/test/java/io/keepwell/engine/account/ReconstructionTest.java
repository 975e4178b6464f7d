package io.keepwell.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Hearing;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Judgement;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReconstructionTest {

    private static final int TODAY = TestEvents.DAY + 10;
    private static final Place PLACE = new Place(3, 77);
    private static final Judge TOLD = TestPolicies.judge(TestPolicies.told("p1"));

    @Test
    void shouldJudgeEachDayAtItsEndAsIfOnlyItsPastHadHappened() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        Judge judge = TestPolicies.judge(TestPolicies.rich("p1"));
        int changes = 0;
        for (int run = 0; run < 4; run++) {
            // Given: events of which some are of today, and some so old that nobody counts them
            List<CustomerEventV1> log = new ArrayList<>(TestEvents.random(random, 120, 40));
            log.add(TestEvents.event("old", "usage.session-started", TestEvents.at(-900, 1)));
            int today = TestEvents.DAY + 25 + random.nextInt(20);
            Reporting reporting = TestEvents.reporting(log);
            Collections.shuffle(log, new Random(random.nextLong()));
            // When
            Reconstruction past =
                    Reconstruction.of(
                            log, EventCatalogue.standard(), judge, reporting, today, PLACE);
            // Then
            List<Verdict> expected = new ArrayList<>();
            Verdict last = daysEnds(log, judge, reporting, today, expected);
            assertThat(past.history())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .extracting(Change::verdict)
                    .isEqualTo(expected);
            assertThat(past.verdict()).as("rerun with -Dseed=%d, run %d", seed, run).hasValue(last);
            changes += expected.size();
        }
        assertThat(changes).isGreaterThan(40);
    }

    /** Facts are built anew for each day, from a list of what had occurred by then. */
    private static Verdict daysEnds(
            List<CustomerEventV1> log,
            Judge judge,
            Reporting reporting,
            int today,
            List<Verdict> changes) {
        Verdict before = null;
        for (int day = today - Days.HORIZON + 1; day < today; day++) {
            int end = day;
            List<CustomerEventV1> happened =
                    log.stream().filter(it -> Days.of(it.occurredAt()) <= end).toList();
            if (happened.isEmpty()) {
                continue;
            }
            AccountFacts facts = facts(happened);
            Verdict given =
                    given(
                            judge,
                            new Hearing(
                                    facts,
                                    before,
                                    reporting,
                                    Days.begin(day + 1).minusMillis(1),
                                    CauseKind.RECONSTRUCTION,
                                    null));
            boolean isSame =
                    before != null
                            && Objects.equals(before.announced().shown(), given.announced().shown())
                            && Objects.equals(given.announced().shown(), given.score().shown())
                            && before.status() == given.status()
                            && before.signals().keySet().equals(given.signals().keySet());
            before = isSame ? given : given.told();
            if (!isSame) {
                changes.add(before);
            }
        }
        return Objects.requireNonNull(before);
    }

    @Test
    void shouldTellOfAPastNobodyIsToldOf() {
        List<CustomerEventV1> log =
                List.of(
                        TestEvents.health("e1", TestEvents.at(0, 10), "90"),
                        TestEvents.health("e2", TestEvents.at(3, 10), "60"));

        Reconstruction past = past(log);

        assertThat(past.history())
                .extracting(
                        it -> it.verdict().asOf(),
                        it -> it.verdict().status(),
                        it -> it.cause().kind(),
                        it -> it.messages().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                endOf(0), Status.GREEN, CauseKind.RECONSTRUCTION, 0),
                        org.assertj.core.groups.Tuple.tuple(
                                endOf(3), Status.YELLOW, CauseKind.RECONSTRUCTION, 0));
        assertThat(past.history().getLast().parts())
                .extracting(ChangePart::points)
                .allSatisfy(points -> assertThat(points).isEqualByComparingTo("-30"));
        assertThat(past.history().getLast().cause().nextOffset()).isEqualTo(77);
    }

    @Test
    void shouldHaveNoPastOfToday() {
        Reconstruction past = past(List.of(TestEvents.health("e1", TestEvents.at(10, 0), "90")));

        assertThat(past.verdict()).isEmpty();
        assertThat(past.history()).isEmpty();
        assertThat(past(List.of()).verdict()).isEmpty();
    }

    @Test
    void shouldTellAnAccountThatNobodyKnewWhatIsTrueToday() {
        // Given
        List<CustomerEventV1> log =
                List.of(
                        TestEvents.health("e1", TestEvents.at(0, 10), "90"),
                        TestEvents.health("e2", TestEvents.at(3, 10), "60"));
        var owner = new Owner(Reporting.NONE);
        log.forEach(event -> owner.backfill(event, TestEvents.at(10, 8)));

        // When
        owner.adopt(TOLD, past(log).verdict().orElseThrow(), TestEvents.at(10, 8));

        // Then: a score, a status, a signal; nothing of the green that once was
        AccountCaseLogTest.requireStory("", owner.messages());
        assertThat(owner.messages())
                .extracting(HealthChange::getClass)
                .isEqualTo(
                        List.of(ScoreChangedV1.class, StatusChangedV1.class, SignalRaisedV1.class));
        assertThat(owner.messages())
                .extracting(HealthChange::changedAt)
                .containsOnly(TestEvents.at(10, 8));
        ScoreChangedV1 score = (ScoreChangedV1) owner.messages().getFirst();
        assertThat(score.previousScore()).isNull();
        assertThat(score.parts())
                .extracting(ChangePart::kind)
                .containsExactly(CauseKind.RECONSTRUCTION);
        assertThat(((StatusChangedV1) owner.messages().get(1)).to()).isEqualTo(Status.YELLOW);
        assertThat(owner.verdict().statusSince()).isEqualTo(endOf(3));
        assertThat(owner.verdict().signals().get("score-drop")).isNotNull();
        assertThat(owner.verdict().signals().values())
                .extracting(it -> it.since(), it -> it.sequence())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(endOf(3), 3L));
    }

    @Test
    void shouldHaveHeldAStatusSinceThePast() {
        // Given
        List<CustomerEventV1> log = List.of(TestEvents.health("e1", TestEvents.at(3, 10), "60"));
        var owner = new Owner(Reporting.NONE);
        log.forEach(event -> owner.backfill(event, TestEvents.at(10, 8)));
        owner.adopt(TOLD, past(log).verdict().orElseThrow(), TestEvents.at(10, 8));

        // When
        owner.take(TOLD, TestEvents.health("e2", TestEvents.at(10, 9), "95"));

        // Then: it has dwelt long enough
        assertThat(owner.verdict().status()).isEqualTo(Status.GREEN);
        AccountCaseLogTest.requireStory("", owner.messages());
    }

    @Test
    void shouldTellAnAccountThatIsKnownOnlyWhatIsNew() {
        // Given: known as yellow with 70; the past knows of 100 five days ago
        var owner = new Owner(Reporting.NONE);
        CustomerEventV1 today = TestEvents.health("e1", TestEvents.at(10, 1), "70");
        CustomerEventV1 old = TestEvents.health("e0", TestEvents.at(5, 1), "100");
        owner.take(TOLD, List.of(today));
        int known = owner.messages().size();
        owner.backfill(old, TestEvents.at(10, 2));

        // When
        owner.adopt(TOLD, past(List.of(today, old)).verdict().orElseThrow(), TestEvents.at(10, 2));

        // Then
        List<HealthChange> news = owner.messages().subList(known, owner.messages().size());
        assertThat(news).hasSize(1);
        assertThat(news.getFirst()).isInstanceOf(SignalRaisedV1.class);
        assertThat(news.getFirst().sequence()).isEqualTo(known + 1);
        AccountCaseLogTest.requireStory("", owner.messages());
    }

    @Test
    void shouldTellNothingWhenThePastChangesNothing() {
        // Given
        var owner = new Owner(Reporting.NONE);
        CustomerEventV1 today = TestEvents.health("e1", TestEvents.at(10, 1), "85");
        CustomerEventV1 old = TestEvents.health("e0", TestEvents.at(5, 1), "90");
        owner.take(TOLD, List.of(today));
        int known = owner.changes().size();
        owner.backfill(old, TestEvents.at(10, 2));

        // When
        owner.adopt(TOLD, past(List.of(today, old)).verdict().orElseThrow(), TestEvents.at(10, 2));

        // Then: but green is green since then
        assertThat(owner.changes()).hasSize(known);
        assertThat(owner.verdict().statusSince()).isEqualTo(endOf(5));
    }

    @Test
    void shouldNameTheRaiseThatReadersKnowWhenASignalOfThePastIsCleared() {
        // Given: readers know of a signal, and so does the past
        var owner = new Owner(Reporting.NONE);
        CustomerEventV1 high = TestEvents.health("e0", TestEvents.at(5, 1), "100");
        CustomerEventV1 low = TestEvents.health("e1", TestEvents.at(6, 1), "70");
        owner.take(TOLD, List.of(high, low));
        assertThat(owner.verdict().signals()).containsOnlyKeys("score-drop");
        long raised = owner.messages().getLast().sequence();
        owner.advance(TOLD, TestEvents.at(10, 1));

        // When
        owner.adopt(TOLD, past(List.of(high, low)).verdict().orElseThrow(), TestEvents.at(10, 2));
        owner.take(TOLD, TestEvents.health("e2", TestEvents.at(10, 3), "99"));

        // Then
        assertThat(owner.messages())
                .filteredOn(SignalClearedV1.class::isInstance)
                .extracting(it -> ((SignalClearedV1) it).raisedSequence())
                .containsExactly(raised);
    }

    @Test
    void shouldGoOnWithAnUnbrokenStoryFromAnyPast() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        Judge judge = TestPolicies.judge(TestPolicies.rich("p1"));
        for (int run = 0; run < 4; run++) {
            // Given
            List<CustomerEventV1> log = TestEvents.random(random, 120, 30);
            int from = 40 + random.nextInt(60);
            Instant at = log.get(from - 1).receivedAt();
            var owner = new Owner(Reporting.NONE);
            var live = new ArrayList<CustomerEventV1>();
            for (CustomerEventV1 event : log.subList(0, from)) {
                if (random.nextInt(3) == 0) {
                    owner.take(judge, event);
                } else {
                    owner.backfill(event, event.receivedAt());
                }
                live.add(event);
            }
            Reconstruction past =
                    Reconstruction.of(
                            live,
                            EventCatalogue.standard(),
                            judge,
                            owner.reporting(),
                            Days.of(at),
                            PLACE);
            // When
            owner.adopt(judge, past.verdict().orElse(null), at);
            owner.take(judge, log.subList(from, log.size()));
            // Then
            String rerun = "rerun with -Dseed=%d, run %d".formatted(seed, run);
            AccountCaseLogTest.requireStory(rerun, owner.messages());
            AccountCaseLogTest.requireParts(rerun, owner.changes());
            AccountCaseLogTest.requireParts(rerun, past.history());
        }
    }

    private static Reconstruction past(List<CustomerEventV1> log) {
        return Reconstruction.of(
                log, EventCatalogue.standard(), TOLD, TestEvents.reporting(log), TODAY, PLACE);
    }

    private static long endOf(int day) {
        return TestEvents.at(day + 1, 0).toEpochMilli() - 1;
    }

    private static AccountFacts facts(List<CustomerEventV1> events) {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(Map.of());
        for (CustomerEventV1 event : events) {
            for (var missing = facts.missing(event);
                    !missing.isEmpty();
                    missing = facts.missing(event)) {
                facts.load(missing, Map.of());
            }
            facts.fold(event, Days.of(event.occurredAt()));
        }
        return facts;
    }

    private static Verdict given(Judge judge, Hearing hearing) {
        Judgement judgement = judge.judge(hearing);
        while (judgement instanceof Judgement.Missing(var rows)) {
            hearing.facts().load(rows, Map.of());
            judgement = judge.judge(hearing);
        }
        return ((Judgement.Given) judgement).verdict();
    }
}
