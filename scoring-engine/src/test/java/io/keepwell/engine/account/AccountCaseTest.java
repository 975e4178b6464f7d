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
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard.BandOn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountCaseTest {

    private static final Judge TOLD = TestPolicies.judge(TestPolicies.told("p1"));

    /** Each session of the last two days is worth 10 points. */
    private static final Judge SESSIONS =
            TestPolicies.judge(
                    TestPolicies.policies(
                            "p1",
                            TestPolicies.card(
                                    "sessions",
                                    BandOn.SHOWN,
                                    null,
                                    "0",
                                    TestPolicies.dimension(
                                            "all",
                                            "1",
                                            TestPolicies.measure(
                                                    "sessions",
                                                    "1",
                                                    TestPolicies.number(
                                                            "10 * count('usage.session-started',"
                                                                    + " 2)"))))));

    @Test
    void shouldJudgeEachDayThatBeganBeforeTheEventOfTheNewDay() {
        // Given
        var owner = new Owner(Reporting.NONE);
        owner.take(SESSIONS, session("e1", TestEvents.at(0, 10)));
        owner.take(SESSIONS, session("e2", TestEvents.at(1, 10)));

        // When: e1 leaves the window as day 2 begins, e2 as day 3 does
        owner.take(SESSIONS, session("e3", TestEvents.at(4, 10)));

        // Then
        assertThat(owner.changes())
                .extracting(it -> it.cause().kind(), it -> it.verdict().asOf(), it -> shown(it))
                .containsExactly(
                        step(CauseKind.BEHAVIOUR, TestEvents.at(0, 10), 10),
                        step(CauseKind.BEHAVIOUR, TestEvents.at(1, 10), 20),
                        step(CauseKind.TIME, TestEvents.at(2, 0), 10),
                        step(CauseKind.TIME, TestEvents.at(3, 0), 0),
                        step(CauseKind.BEHAVIOUR, TestEvents.at(4, 10), 10));
        assertThat(owner.messages())
                .filteredOn(ScoreChangedV1.class::isInstance)
                .extracting(HealthChange::changedAt)
                .contains(TestEvents.at(2, 0), TestEvents.at(3, 0));
    }

    @Test
    void shouldGiveAStatusWhoseDwellPassesAtThatMillisecond() {
        // Given: an account known for days, green since 10:00, and clear of green since 12:00
        var owner = new Owner(Reporting.NONE);
        owner.take(TOLD, TestEvents.health("e0", TestEvents.at(-3, 10), "70"));
        owner.take(TOLD, TestEvents.health("e1", TestEvents.at(0, 10), "90"));
        owner.take(TOLD, TestEvents.health("e2", TestEvents.at(0, 12), "70"));
        assertThat(owner.verdict().status()).isEqualTo(Status.GREEN);
        assertThat(owner.verdict().dueAt()).isEqualTo(TestEvents.at(1, 10).toEpochMilli());

        // When
        owner.take(TOLD, TestEvents.event("e3", "acme.odd", TestEvents.at(1, 20)));

        // Then
        StatusChangedV1 change = (StatusChangedV1) owner.messages().getLast();
        assertThat(change.changedAt()).isEqualTo(TestEvents.at(1, 10));
        assertThat(change.to()).isEqualTo(Status.YELLOW);
        assertThat(change.cause().kind()).isEqualTo(CauseKind.TIME);
        assertThat(owner.verdict().statusSince()).isEqualTo(TestEvents.at(1, 10).toEpochMilli());
        assertThat(owner.verdict().dueAt()).isZero();
    }

    @Test
    void shouldNotMoveTimeBackForAnEventThatWasReceivedBeforeTheVerdict() {
        // Given
        var owner = new Owner(Reporting.NONE);
        owner.take(TOLD, TestEvents.health("e1", TestEvents.at(3, 10), "90"));
        CustomerEventV1 earlier = TestEvents.health("e2", TestEvents.at(3, 9), "40");
        CustomerEventV1 stillEarlier = TestEvents.event("e3", "acme.odd", TestEvents.at(1, 9));

        // When
        owner.take(TOLD, List.of(earlier, stillEarlier));

        // Then
        assertThat(owner.verdict().asOf()).isEqualTo(TestEvents.at(3, 10).toEpochMilli());
    }

    @Test
    void shouldCutTimesOfTheFutureToThePresent() {
        var taken = new AccountCase(TestEvents.ACME, facts(), null);

        assertThat(taken.timeOf(Owner.NOW.plusMillis(1), Owner.NOW)).isEqualTo(Owner.NOW);
        assertThat(taken.timeOf(Owner.NOW.minusMillis(1), Owner.NOW))
                .isEqualTo(Owner.NOW.minusMillis(1));
    }

    @Test
    void shouldMeasureWhatHadNoDataOnceItsSourceReportsForOthers() {
        // Given: an account that stays in hand, while nobody has tickets
        Judge judge =
                TestPolicies.judging(
                        counted("sessions", "usage.session-started"),
                        counted("tickets", "support.ticket-opened"));
        AccountFacts facts = facts();
        facts.loadWhole(Map.of());
        var taken = new AccountCase(TestEvents.ACME, facts, null);
        Reporting usage = Reporting.NONE.with("usage.x", TestEvents.DAY);
        List<BigDecimal> coverage = new ArrayList<>();

        // When: another account has one
        for (Reporting now : List.of(usage, usage, usage.with("support.x", TestEvents.DAY))) {
            judge(taken, judge, now, session("e" + coverage.size(), TestEvents.at(0, 10)));
            coverage.add(taken.verdict().orElseThrow().score().coverage());
        }

        // Then
        assertThat(coverage)
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .containsExactly(new BigDecimal("0.5"), new BigDecimal("0.5"), BigDecimal.ONE);
    }

    /** An account that was let go in between measures it, so one in hand has to. */
    @Test
    void shouldMeasureWhatHadNoDataAfterEventsOnWhichItWasNotJudged() {
        // Given: others were asked how likely they recommend it, and this one was not
        Judge judge =
                TestPolicies.judging(
                        counted("sessions", "usage.session-started"),
                        TestPolicies.measure(
                                "rating",
                                "1",
                                TestPolicies.number("latest('engagement.nps-submitted')")));
        AccountFacts facts = facts();
        facts.loadWhole(Map.of());
        var taken = new AccountCase(TestEvents.ACME, facts, null);
        Reporting reporting =
                Reporting.NONE.with("usage.x", TestEvents.DAY).with("engagement.x", TestEvents.DAY);
        judge(taken, judge, reporting, session("e1", TestEvents.at(0, 10)));
        assertThat(taken.verdict().orElseThrow().score().coverage()).isEqualByComparingTo("0.5");

        // When
        CustomerEventV1 past =
                TestEvents.valued("e2", "engagement.nps-submitted", TestEvents.at(0, 9), "9");
        facts.load(facts.missing(past), Map.of());
        taken.fold(past, TestEvents.at(0, 10));
        taken.leaveUnjudged();
        judge(taken, judge, reporting, session("e3", TestEvents.at(0, 11)));

        // Then
        assertThat(taken.verdict().orElseThrow().score().coverage()).isEqualByComparingTo("1");
    }

    private static void judge(
            AccountCase taken, Judge judge, Reporting reporting, CustomerEventV1 event) {
        taken.facts().load(taken.facts().missing(event), Map.of());
        taken.fold(event, event.receivedAt());
        assertThat(
                        taken.judge(
                                judge,
                                reporting,
                                List.of(event),
                                event.receivedAt(),
                                new Place(0, 1)))
                .isEmpty();
    }

    private static Measure counted(String id, String type) {
        return TestPolicies.measure(
                id, "1", TestPolicies.number("count('%s', 30)".formatted(type)));
    }

    @Test
    void shouldTellAnotherPolicyOnceAndThenTheEvent() {
        // Given
        var owner = new Owner(Reporting.NONE);
        owner.take(SESSIONS, session("e1", TestEvents.at(0, 10)));

        // When
        owner.take(half("p2"), session("e2", TestEvents.at(0, 11)));
        owner.advance(half("p2"), TestEvents.at(0, 12));

        // Then
        assertThat(owner.changes())
                .extracting(it -> it.cause().kind(), it -> it.verdict().asOf(), it -> shown(it))
                .containsExactly(
                        step(CauseKind.BEHAVIOUR, TestEvents.at(0, 10), 10),
                        step(CauseKind.CONFIGURATION, TestEvents.at(0, 11), 5),
                        step(CauseKind.BEHAVIOUR, TestEvents.at(0, 11), 10));
        assertThat(owner.changes().get(1).parts())
                .extracting(ChangePart::kind)
                .containsExactly(CauseKind.CONFIGURATION);
    }

    @Test
    void shouldNotTellAsTimeWhatAnotherPolicyChanged() {
        // Given: nobody looked at the account for days, and meanwhile other policies came
        var owner = new Owner(Reporting.NONE);
        owner.take(SESSIONS, session("e1", TestEvents.at(0, 10)));

        // When
        owner.advance(half("p2"), TestEvents.at(4, 0));

        // Then
        assertThat(owner.changes())
                .extracting(it -> it.cause().kind(), it -> it.verdict().asOf(), it -> shown(it))
                .containsExactly(
                        step(CauseKind.BEHAVIOUR, TestEvents.at(0, 10), 10),
                        step(CauseKind.CONFIGURATION, TestEvents.at(0, 10), 5),
                        step(CauseKind.TIME, TestEvents.at(2, 0), 0));
    }

    @Test
    void shouldKeepAnotherPolicyInHistoryThoughNobodyIsToldOfIt() {
        // Given
        var owner = new Owner(Reporting.NONE);
        owner.take(TOLD, TestEvents.health("e1", TestEvents.at(0, 10), "90"));

        // When
        owner.advance(TestPolicies.judge(TestPolicies.told("p2")), TestEvents.at(0, 11));

        // Then
        Change change = owner.changes().getLast();
        assertThat(change.cause().kind()).isEqualTo(CauseKind.CONFIGURATION);
        assertThat(change.verdict().policyVersion()).isEqualTo("p2");
        assertThat(change.messages()).isEmpty();
        assertThat(change.parts()).isEmpty();
    }

    @Test
    void shouldNotMoveTimeBackForAPolicy() {
        // Given
        var owner = new Owner(Reporting.NONE);
        owner.take(TOLD, TestEvents.health("e1", TestEvents.at(3, 10), "90"));

        // When
        owner.advance(TestPolicies.judge(TestPolicies.told("p2")), TestEvents.at(3, 0));

        // Then
        assertThat(owner.verdict().policyVersion()).isEqualTo("p2");
        assertThat(owner.verdict().asOf()).isEqualTo(TestEvents.at(3, 10).toEpochMilli());
    }

    @Test
    void shouldCallNewsOfThePastLateData() {
        // Given
        var owner = new Owner(Reporting.NONE);
        owner.take(SESSIONS, session("e1", TestEvents.at(1, 12)));
        Instant received = TestEvents.at(1, 20);

        // When: one is a day old to the millisecond, one is a millisecond older
        owner.take(SESSIONS, session("e2", TestEvents.at(0, 20), received));
        owner.take(SESSIONS, session("e3", TestEvents.at(0, 20).minusMillis(1), received));

        // Then
        assertThat(owner.messages())
                .filteredOn(ScoreChangedV1.class::isInstance)
                .extracting(it -> it.cause().kind())
                .containsExactly(CauseKind.BEHAVIOUR, CauseKind.BEHAVIOUR, CauseKind.LATE_DATA);
        Cause cause = owner.messages().getLast().cause();
        assertThat(cause.eventId()).isEqualTo("e3");
        assertThat(cause.eventType()).isEqualTo(new EventType("usage.session-started"));
        assertThat(cause.nextOffset()).isEqualTo(3);
    }

    @Test
    void shouldCountForThirtyDaysWhatWasTheScoreUntilMidnightAsA1Asks() {
        // Given: 90 until the 30th day of the window is over
        var owner = new Owner(Reporting.NONE);
        owner.take(TOLD, TestEvents.health("e1", TestEvents.at(0, 0), "90"));
        owner.take(TOLD, TestEvents.health("e2", TestEvents.at(0, 12), "69"));
        assertThat(owner.verdict().signals()).containsOnlyKeys("score-drop");

        // When
        owner.advance(TOLD, TestEvents.at(30, 0).minusMillis(1));
        assertThat(owner.verdict().signals()).containsOnlyKeys("score-drop");
        owner.advance(TOLD, TestEvents.at(30, 0));

        // Then
        assertThat(owner.verdict().signals()).isEmpty();
    }

    @Test
    void shouldNotCountForTheDayBeforeWhatCameAndWentAtMidnight() {
        // Given: at one midnight the score was 100 and then 60 again
        var owner = new Owner(Reporting.NONE);
        owner.take(TOLD, TestEvents.health("e1", TestEvents.at(0, 12), "60"));
        owner.take(TOLD, TestEvents.health("e2", TestEvents.at(1, 0), "100"));
        owner.take(TOLD, TestEvents.health("e3", TestEvents.at(1, 0), "60"));

        // When: the day before has left the window, that day has not
        owner.advance(TOLD, TestEvents.at(30, 0));

        // Then
        assertThat(owner.verdict().signals()).containsOnlyKeys("score-drop");
    }

    @Test
    void shouldNameTheRowsThatItNeedsAndGoOnWhenTheyAreThere() {
        // Given
        var owner = new Owner(Reporting.NONE);
        owner.take(SESSIONS, session("e1", TestEvents.at(0, 10)));
        var taken = new AccountCase(TestEvents.ACME, facts(), owner.verdict());
        var place = new Place(0, 1);

        // When
        var first = taken.advance(SESSIONS, owner.reporting(), TestEvents.at(1, 0), place);
        taken.facts().load(first, Map.of());
        var second = taken.advance(SESSIONS, owner.reporting(), TestEvents.at(1, 0), place);

        // Then
        assertThat(first).extracting(ChunkKey::text).containsExactly("profile");
        assertThat(second)
                .isNotEmpty()
                .allMatch(key -> key.text().startsWith("type/usage.session-started/"));
        assertThat(taken.takeVerdict()).isEmpty();
        assertThat(taken.takeChanges()).isEmpty();
    }

    @Test
    void shouldHandAVerdictOverOnce() {
        // Given
        AccountFacts facts = facts();
        facts.loadWhole(Map.of());
        var taken = new AccountCase(TestEvents.ACME, facts, null);
        CustomerEventV1 event = TestEvents.health("e1", TestEvents.at(0, 10), "90");
        taken.fold(event, event.receivedAt());

        // When
        taken.judge(TOLD, Reporting.NONE, List.of(event), event.receivedAt(), new Place(0, 1));

        // Then
        assertThat(taken.takeVerdict()).isPresent();
        assertThat(taken.takeVerdict()).isEmpty();
        assertThat(taken.takeChanges()).hasSize(1);
        assertThat(taken.takeChanges()).isEmpty();
    }

    @Test
    void shouldEndARestBeforeAnyRoundWasWhole() {
        // Given: put to rest by the first page of a round that nobody finished
        AccountFacts facts = facts();
        facts.loadWhole(Map.of());
        var owner = new AccountCase(TestEvents.ACME, facts, null);
        CustomerEventV1 event = TestEvents.health("e1", TestEvents.at(0, 10), "90");
        owner.fold(event, event.receivedAt());
        owner.judge(TOLD, Reporting.NONE, List.of(event), event.receivedAt(), new Place(0, 1));
        Verdict verdict = owner.verdict().orElseThrow();
        var resting =
                new AccountCase(
                        TestEvents.ACME, facts, verdict, 0, Days.of(event.receivedAt()) + 60);

        // When
        resting.rouse(TOLD, null);

        // Then
        assertThat(resting.restsUntil()).isEqualTo(AccountCase.AWAKE);
        assertThat(resting.takeVerdict()).contains(verdict);
    }

    @Test
    void shouldWaitForAFirstEvent() {
        var taken = new AccountCase(TestEvents.ACME, facts(), null);

        var missing = taken.advance(TOLD, Reporting.NONE, Owner.NOW, new Place(0, 0));

        assertThat(missing).isEmpty();
        assertThat(taken.verdict()).isEmpty();
        assertThat(taken.takeChanges()).isEmpty();
    }

    @Test
    void shouldLiveThroughWhateverAnAcceptedEventMayTell() {
        // Given: the largest values, a revenue below zero, dates that are none, empty texts
        Judge judge =
                TestPolicies.judge(
                        TestPolicies.policies(
                                "p1",
                                TestPolicies.card(
                                        "card",
                                        BandOn.SHOWN,
                                        null,
                                        "0",
                                        TestPolicies.dimension(
                                                "all",
                                                "1",
                                                TestPolicies.measure(
                                                        "sum",
                                                        "1",
                                                        TestPolicies.number(
                                                                "1000000 * sum('acme.huge',"
                                                                        + " 30)")),
                                                TestPolicies.measure(
                                                        "days",
                                                        "1",
                                                        TestPolicies.number(
                                                                "daysUntil('renewalDate')")))),
                                TestPolicies.signal("huge", "sum('acme.huge', 30) > 0", null)));
        var owner = new Owner(Reporting.NONE);
        Instant at = TestEvents.at(0, 10);
        Map<String, AttributeValue> odd =
                Map.of(
                        "arr", TestEvents.numeric("-5"),
                        "name", TestEvents.text(""),
                        "segment", TestEvents.text(""),
                        "csm", TestEvents.numeric("1"),
                        "seats", TestEvents.text("many"),
                        "contractStartedOn", TestEvents.text("soon"),
                        "renewalDate", TestEvents.text("+999999999-12-31"));

        // When
        owner.take(judge, List.of(TestEvents.traits("e0", at, odd)));
        for (int i = 1; i <= 20; i++) {
            owner.take(
                    judge, List.of(TestEvents.valued("e" + i, "acme.huge", at, "1000000000000")));
        }

        // Then
        assertThat(owner.verdict().score().shown()).isEqualTo(100);
        assertThat(owner.verdict().signals()).containsOnlyKeys("huge");
        assertThat(owner.changes().getLast().account().arr()).isNull();
        assertThat(VerdictCodec.decode(VerdictCodec.encode(owner.verdict())))
                .isEqualTo(owner.verdict());
    }

    private static Judge half(String version) {
        return TestPolicies.judge(
                TestPolicies.policies(
                        version,
                        TestPolicies.card(
                                "sessions",
                                BandOn.SHOWN,
                                null,
                                "0",
                                TestPolicies.dimension(
                                        "all",
                                        "1",
                                        TestPolicies.measure(
                                                "sessions",
                                                "1",
                                                TestPolicies.number(
                                                        "5 * count('usage.session-started',"
                                                                + " 2)"))))));
    }

    private static org.assertj.core.groups.Tuple step(CauseKind kind, Instant at, int shown) {
        return org.assertj.core.groups.Tuple.tuple(kind, at.toEpochMilli(), shown);
    }

    private static Integer shown(Change change) {
        Integer shown = change.verdict().score().shown();
        return shown == null ? -1 : shown;
    }

    private static CustomerEventV1 session(String id, Instant at) {
        return session(id, at, at);
    }

    private static CustomerEventV1 session(String id, Instant at, Instant receivedAt) {
        return TestEvents.event(id, "usage.session-started", at, receivedAt, "u1", null, Map.of());
    }

    private static AccountFacts facts() {
        return AccountFacts.of(EventCatalogue.standard());
    }
}
