package io.keepwell.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.Status;
import io.keepwell.policy.expression.Answer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsMetricsTest {

    private static final int TODAY = TestEvents.DAY;
    private static final String SESSION = "usage.session-started";
    private static final Sources SOURCES = new Sources(EventCatalogue.standard());
    private static final Reporting ALL =
            Reporting.NONE
                    .with(SESSION, 0)
                    .with(SESSION, TODAY)
                    .with("support.x", 0)
                    .with("support.x", TODAY)
                    .with("relationship.x", 0)
                    .with("relationship.x", TODAY);

    @Test
    void shouldTellZeroFromMissing() {
        FactsMetrics metrics = metrics(List.of(), ALL);

        assertThat(metrics.count(SESSION, 30, 0)).hasValue(0);
        assertThat(metrics.sum(SESSION, 30, 0)).hasValue(0);
        assertThat(metrics.distinct("users", 30, 0)).hasValue(0);
        assertThat(metrics.meanDaily("users", 30, 0)).hasValue(0);
        assertThat(metrics.mean(SESSION, 30, 0)).isEmpty();
        assertThat(metrics.latest(SESSION)).isEmpty();
        assertThat(metrics.daysSince(SESSION)).isEmpty();
        assertThat(metrics.daysSinceFirst(SESSION)).isEmpty();
        assertThat(metrics.count("engagement.qbr-completed", 30, 0)).isEmpty();
        assertThat(metrics.sum("engagement.qbr-completed", 30, 0)).isEmpty();
        assertThat(metrics.distinct("of-nobody", 30, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // days before today, days, back, count
        "0, 1, 0, 1",
        "1, 1, 0, 0",
        "29, 30, 0, 1",
        "30, 30, 0, 0",
        "30, 30, 30, 1",
        "29, 30, 30, 0",
        "59, 30, 30, 1",
        "60, 30, 30, 0",
        "399, 400, 0, 1"
    })
    void shouldCountWhatLiesInTheWindowBothEndsIncluded(int ago, int days, int back, int count) {
        FactsMetrics metrics = metrics(List.of(session("e1", ago, "u1")), ALL);

        assertThat(metrics.count(SESSION, days, back)).hasValue(count);
        if (days + back <= Days.ACTIVITY) {
            assertThat(metrics.distinct("users", days, back)).hasValue(count);
            assertThat(metrics.meanDaily("users", days, back)).hasValue(count / (double) days);
        }
    }

    @Test
    void shouldFreezeASilentKindAtItsLastDayAndSaySo() {
        // Given: nobody has had a session for ten days; this account's last was two days before
        int lastDay = TODAY - 10;
        Reporting silent = Reporting.NONE.with(SESSION, 0).with(SESSION, lastDay);
        FactsMetrics metrics =
                metrics(List.of(session("e1", 12, "u1"), session("e2", 39, "u1")), silent);

        assertThat(metrics.count(SESSION, 3, 0)).hasValue(1);
        assertThat(metrics.takeLastKnownDay()).isEqualTo(lastDay);
        assertThat(metrics.takeLastKnownDay()).isEqualTo(TODAY);
        assertThat(metrics.count(SESSION, 2, 0)).hasValue(0);
        assertThat(metrics.count(SESSION, 30, 0)).hasValue(2);
        assertThat(metrics.distinct("users", 3, 0)).hasValue(1);
        assertThat(metrics.takeLastKnownDay()).isEqualTo(lastDay);
        assertThat(metrics.daysSince(SESSION)).hasValue(2);
        assertThat(metrics.takeLastKnownDay()).isEqualTo(lastDay);
        assertThat(metrics.number("seats")).isEmpty();
        assertThat(metrics.takeLastKnownDay()).isEqualTo(TODAY);
    }

    @Test
    void shouldNeverCountDaysBelowZero() {
        // Given: a sender's clock is a little ahead, at midnight
        FactsMetrics metrics = metrics(List.of(session("e1", -1, "u1")), ALL);

        assertThat(metrics.daysSince(SESSION)).hasValue(0);
        assertThat(metrics.daysSinceFirst(SESSION)).hasValue(0);
        assertThat(metrics.count(SESSION, 30, 0)).hasValue(0);
    }

    @Test
    void shouldMeanOnlyWhatHasAValue() {
        FactsMetrics metrics =
                metrics(
                        List.of(
                                resolved("e1", "4"),
                                resolved("e2", "8"),
                                TestEvents.event(
                                        "e3", "support.ticket-resolved", TestEvents.at(0, 3))),
                        ALL);

        assertThat(metrics.mean("support.ticket-resolved", 10, 0)).hasValue(6);
        assertThat(metrics.count("support.ticket-resolved", 10, 0)).hasValue(3);
        assertThat(metrics.latest("support.ticket-resolved")).hasValue(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "change(count('usage.session-started', 7))",
                "change(activeUsers(7))",
                "ratio(count('usage.session-started', 7), count('support.ticket-opened', 7))",
                "previous(stickiness(7))",
                "stickiness(7) / 0"
            })
    void shouldHaveNoAnswerToWhatDividesByZero(String source) {
        FactsMetrics metrics = metrics(List.of(session("e1", 0, "u1")), ALL);

        Answer answer = TestPolicies.number(source).evaluate(metrics);

        assertThat(answer).isInstanceOf(Answer.NoData.class);
    }

    @ParameterizedTest
    @CsvSource({
        // sessions before, sessions now: A5 asks for strictly more than 30 %
        "10, 7, false",
        "100, 69, true",
        "10, 6, true",
        "0, 5, false"
    })
    void shouldSeeADeclineOfMoreThanThirtyPercentAsA5Asks(int before, int now, boolean declines) {
        var events = new java.util.ArrayList<CustomerEventV1>();
        for (int i = 0; i < before; i++) {
            events.add(session("before" + i, 29 + i % 28, "u1"));
        }
        for (int i = 0; i < now; i++) {
            events.add(session("now" + i, 1 + i % 28, "u1"));
        }

        Answer answer =
                TestPolicies.condition("change(count('usage.session-started', 28)) < -0.30")
                        .evaluate(metrics(events, ALL));

        assertThat(answer.equals(new Answer.Truth(true))).isEqualTo(declines);
    }

    @ParameterizedTest
    @CsvSource({
        // escalations of the 30 days before, and now: A4 asks for more, and at least two
        "0, 2, true",
        "0, 1, false",
        "1, 1, false",
        "1, 2, true",
        "2, 2, false",
        "2, 3, true"
    })
    void shouldSeeEscalationsRiseAsA4Asks(int before, int now, boolean rises) {
        var events = new java.util.ArrayList<CustomerEventV1>();
        for (int i = 0; i < before; i++) {
            events.add(escalated("before" + i, 30 + i));
        }
        for (int i = 0; i < now; i++) {
            events.add(escalated("now" + i, 29 - i));
        }

        Answer answer =
                TestPolicies.condition(
                                "count('support.ticket-escalated', 30) >= 2 &&"
                                        + " count('support.ticket-escalated', 30) >"
                                        + " previous(count('support.ticket-escalated', 30))")
                        .evaluate(metrics(events, ALL));

        assertThat(answer.equals(new Answer.Truth(true))).isEqualTo(rises);
    }

    @Test
    void shouldTakeATraitOfAnotherKindForNone() {
        Map<String, AttributeValue> traits =
                Map.of(
                        "seats", TestEvents.text("ten"),
                        "plan", TestEvents.numeric("1"),
                        "renewalDate", TestEvents.text("2026-02-30"),
                        "flag", TestEvents.text("true"));
        FactsMetrics metrics =
                metrics(List.of(TestEvents.traits("e1", TestEvents.at(0, 1), traits)), ALL);

        assertThat(metrics.number("seats")).isEmpty();
        assertThat(metrics.text("plan")).isEmpty();
        assertThat(metrics.daysUntil("renewalDate")).isEmpty();
        assertThat(metrics.flag("flag")).isEmpty();
        assertThat(metrics.text("seats")).hasValue("ten");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "30, 30", "-1, -1"})
    void shouldCountDaysUntilADate(int ahead, int days) {
        String date = java.time.LocalDate.ofEpochDay(TODAY + ahead).toString();
        FactsMetrics metrics =
                metrics(
                        List.of(
                                TestEvents.traits(
                                        "e1",
                                        TestEvents.at(0, 1),
                                        Map.of("renewalDate", TestEvents.text(date)))),
                        ALL);

        assertThat(metrics.daysUntil("renewalDate")).hasValue(days);
    }

    @Test
    void shouldKnowTheSponsorThatWasMetAfterOneLeftAsA2Asks() {
        CustomerEventV1 left =
                TestEvents.event("e1", "relationship.sponsor-left", TestEvents.at(-3, 1));
        CustomerEventV1 met =
                TestEvents.event("e2", "relationship.sponsor-met", TestEvents.at(-3, 2));

        FactsMetrics before = metrics(List.of(left), ALL);
        FactsMetrics after = metrics(List.of(met, left), ALL);

        assertThat(before.daysSince("relationship.sponsor-left")).hasValue(3);
        assertThat(before.happenedAfter(met.type().value(), left.type().value())).isFalse();
        assertThat(after.happenedAfter(met.type().value(), left.type().value())).isTrue();
        assertThat(after.happenedAfter(left.type().value(), met.type().value())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // exact score, drop of more than 20 from 90
        "70.000000, false",
        "69.999999, true",
        "70.000001, false"
    })
    void shouldSeeADropOfStrictlyMoreThanTwentyPointsAsA1Asks(String score, boolean drops) {
        var standing =
                new Standing(
                        null,
                        null,
                        Status.YELLOW,
                        new BigDecimal(score),
                        new BigDecimal(score),
                        ScoreTrail.NONE.after(TODAY - 29, new BigDecimal("90")),
                        null,
                        Set.of());
        FactsMetrics metrics = metrics(List.of(), ALL).knowing(standing);

        Answer answer = TestPolicies.condition("scoreDrop(30) > 20").evaluate(metrics);

        assertThat(answer).isEqualTo(new Answer.Truth(drops));
        assertThat(metrics.scoreDrop(29)).hasValue(0);
    }

    @Test
    void shouldNameRowsThatAreMissingUntilAllIsThere() {
        // Given: what the account has, stored; members only of a window that ends in the past
        AccountFacts stored = AccountFacts.of(EventCatalogue.standard());
        fold(stored, List.of(session("e1", 0, "u1"), session("e2", 35, "u2")));
        Map<ChunkKey, byte[]> rows = stored.drain().written();
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        var expression =
                TestPolicies.number(
                        "count('usage.session-started', 40) + previous(activeUsers(30))");

        // When
        var asked = new HashMap<String, Integer>();
        var metrics = new FactsMetrics(facts, SOURCES, ALL, TODAY);
        Answer answer = expression.evaluate(metrics);
        while (!metrics.missing().isEmpty()) {
            assertThat(answer).isInstanceOf(Answer.NoData.class);
            metrics.missing().forEach(key -> asked.merge(key.text(), 1, Integer::sum));
            facts.load(metrics.missing(), rows);
            metrics = new FactsMetrics(facts, SOURCES, ALL, TODAY);
            answer = expression.evaluate(metrics);
        }

        // Then
        assertThat(answer).isEqualTo(new Answer.Value(3));
        assertThat(asked).containsKeys("set/users", "set/users/0").doesNotContainValue(2);
    }

    @Test
    void shouldNeedNothingButMembersOfAnAccountThatIsLoadedWhole() {
        // Given
        AccountFacts stored = AccountFacts.of(EventCatalogue.standard());
        fold(stored, List.of(session("e1", 0, "u1"), session("e2", 35, "u2")));
        Map<ChunkKey, byte[]> rows = stored.drain().written();
        var whole = new HashMap<>(rows);
        whole.keySet().removeIf(ChunkKey::isOfMembers);
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(whole);
        var metrics = new FactsMetrics(facts, SOURCES, ALL, TODAY);

        // When
        var count = metrics.count("support.ticket-opened", 400, 0);
        var latest = metrics.latest("support.ticket-opened");
        var users = metrics.distinct("users", 30, 0);
        var contacts = metrics.distinct("contacts", 30, 30);
        var before = metrics.distinct("users", 30, 30);

        // Then
        assertThat(count).hasValue(0);
        assertThat(latest).isEmpty();
        assertThat(users).hasValue(1);
        assertThat(contacts).hasValue(0);
        assertThat(before).isEmpty();
        assertThat(metrics.missing()).extracting(ChunkKey::text).containsExactly("set/users/0");
    }

    private static CustomerEventV1 session(String id, int daysAgo, String user) {
        var at = TestEvents.at(-daysAgo, 5);
        return TestEvents.event(id, SESSION, at, at, user, null, Map.of());
    }

    private static CustomerEventV1 escalated(String id, int daysAgo) {
        return TestEvents.event(id, "support.ticket-escalated", TestEvents.at(-daysAgo, 5));
    }

    private static CustomerEventV1 resolved(String id, String hours) {
        return TestEvents.valued(id, "support.ticket-resolved", TestEvents.at(0, 2), hours);
    }

    private static FactsMetrics metrics(List<CustomerEventV1> events, Reporting reporting) {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(Map.of());
        fold(facts, events);
        facts.load(facts.missing("users", Integer.MIN_VALUE + 1), Map.of());
        return new FactsMetrics(facts, SOURCES, reporting, TODAY);
    }

    private static void fold(AccountFacts facts, List<CustomerEventV1> events) {
        for (CustomerEventV1 event : events) {
            for (var missing = facts.missing(event);
                    !missing.isEmpty();
                    missing = facts.missing(event)) {
                facts.load(missing, Map.of());
            }
            facts.fold(event, TODAY);
        }
    }
}
