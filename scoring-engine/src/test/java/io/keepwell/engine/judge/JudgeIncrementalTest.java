package io.keepwell.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Touched;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.CauseKind;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Metrics;
import io.keepwell.policy.expression.Reads;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only what an event touched is measured again, and that is as good as measuring everything. */
class JudgeIncrementalTest {

    private static final Reporting ALL_REPORT =
            Reporting.NONE
                    .with("usage.x", 0)
                    .with("usage.x", 90_000)
                    .with("support.x", 0)
                    .with("support.x", 90_000)
                    .with("engagement.x", 0)
                    .with("engagement.x", TestEvents.DAY + 20)
                    .with("relationship.x", TestEvents.DAY + 10)
                    .with("relationship.x", 90_000);

    @Test
    void shouldJudgeByWhatAnEventTouchedAsIfEverythingWereMeasured() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        Judge judge = TestPolicies.judge(TestPolicies.rich("p1"));
        Set<String> cards = new HashSet<>();
        for (int account = 0; account < 12; account++) {
            // Given
            List<CustomerEventV1> log = TestEvents.random(random, 150, 30);
            AccountFacts facts = facts();
            Verdict before = null;
            for (CustomerEventV1 event : log) {
                fold(facts, event);
                // When
                Verdict incremental =
                        given(judge, facts, before, event, facts.touched(List.of(event)));
                // Then
                assertThat(incremental)
                        .as("rerun with -Dseed=%d, account %d, %s", seed, account, event)
                        .isEqualTo(given(judge, facts, before, event, null));
                before = incremental;
                cards.add(before.scorecard().id());
            }
        }
        assertThat(cards).containsExactlyInAnyOrder("five-ways", "two-ways");
    }

    @Test
    void shouldMeasureAsIfEverythingWereWhicheverSourcesBeginToReport() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        Judge judge = TestPolicies.judge(TestPolicies.rich("p1"));
        int changes = 0;
        for (int account = 0; account < 12; account++) {
            // Given
            AccountFacts facts = facts();
            Verdict before = null;
            Reporting heard = Reporting.NONE;
            for (CustomerEventV1 event : TestEvents.random(random, 150, 5)) {
                fold(facts, event);
                int day = Days.of(event.receivedAt());
                Reporting now =
                        random.nextInt(8) == 0 ? heard.with(event.type().value(), day) : heard;
                Touched touched = facts.touched(List.of(event));
                changes += before != null && !now.equals(heard) ? 1 : 0;
                // When
                Verdict incremental =
                        given(
                                judge,
                                now,
                                facts,
                                before,
                                event,
                                now.equals(heard) ? touched.bySameSources() : touched);
                // Then
                assertThat(incremental.score())
                        .as("rerun with -Dseed=%d, account %d, %s", seed, account, event)
                        .isEqualTo(given(judge, now, facts, before, event, null).score());
                before = incremental;
                heard = now;
            }
        }
        assertThat(changes).isGreaterThan(12);
    }

    @Test
    void shouldNotMeasureAgainWhatHasNoDataWhileTheSameSourcesReport() {
        // Given
        var nps = new Counting(TestPolicies.number("latest('engagement.nps-submitted')"));
        var tickets = new Counting(TestPolicies.number("count('support.ticket-opened', 30)"));
        Judge judge =
                TestPolicies.judging(
                        TestPolicies.measure("nps", "1", nps),
                        TestPolicies.measure("tickets", "1", tickets));
        AccountFacts facts = facts();
        CustomerEventV1 ticket =
                TestEvents.event("e1", "support.ticket-opened", TestEvents.at(0, 1));
        Verdict first = given(judge, facts, null, ticket, null);
        Touched touched = facts.touched(List.of(ticket));

        // When
        given(judge, facts, first, ticket, touched.bySameSources());
        int same = nps.count();
        given(judge, facts, first, ticket, touched);

        // Then
        assertThat(same).isEqualTo(1);
        assertThat(nps.count()).isEqualTo(2);
        assertThat(tickets.count()).isEqualTo(3);
    }

    @Test
    void shouldNotMeasureAgainWhatHasDataAndWasNotTouched() {
        // Given
        var sessions = new Counting(TestPolicies.number("count('usage.session-started', 30)"));
        var tickets = new Counting(TestPolicies.number("count('support.ticket-opened', 30)"));
        var seats = new Counting(TestPolicies.number("orElse(trait('seats'), 0)"));
        Judge judge =
                TestPolicies.judging(
                        TestPolicies.measure("sessions", "1", sessions),
                        TestPolicies.measure("tickets", "1", tickets),
                        TestPolicies.measure("seats", "1", seats));
        AccountFacts facts = facts();
        CustomerEventV1 ticket =
                TestEvents.event("e1", "support.ticket-opened", TestEvents.at(0, 1));
        Verdict first = given(judge, facts, null, ticket, null);

        // When
        given(judge, facts, first, ticket, facts.touched(List.of(ticket)));

        // Then
        assertThat(tickets.count()).isEqualTo(2);
        assertThat(sessions.count()).isEqualTo(1);
        assertThat(seats.count()).isEqualTo(1);
    }

    @Test
    void shouldMeasureEverythingAgainOnAnotherDay() {
        // Given
        var sessions = new Counting(TestPolicies.number("count('usage.session-started', 30)"));
        Judge judge = TestPolicies.judging(TestPolicies.measure("sessions", "1", sessions));
        AccountFacts facts = facts();
        CustomerEventV1 ticket =
                TestEvents.event("e1", "support.ticket-opened", TestEvents.at(0, 23));
        CustomerEventV1 next = TestEvents.event("e2", "support.ticket-opened", TestEvents.at(1, 0));
        Verdict first = given(judge, facts, null, ticket, null);

        // When
        given(judge, facts, first, next, facts.touched(List.of(next)));

        // Then
        assertThat(sessions.count()).isEqualTo(2);
    }

    @Test
    void shouldSeeThatASourceBeganToReportWhoeverToldIt() {
        // Given: the account's tickets are unknown while nobody has any
        Judge judge =
                TestPolicies.judging(
                        TestPolicies.measure(
                                "sessions",
                                "1",
                                TestPolicies.number("count('usage.session-started'," + " 30)")),
                        TestPolicies.measure(
                                "tickets",
                                "1",
                                TestPolicies.number("count('support.ticket-opened'," + " 30)")));
        AccountFacts facts = facts();
        CustomerEventV1 session =
                TestEvents.event("e1", "usage.session-started", TestEvents.at(0, 1));
        Reporting usage = Reporting.NONE.with("usage.x", TestEvents.DAY);
        Verdict first = given(judge, usage, facts, null, session, null);
        assertThat(first.score().coverage()).isEqualByComparingTo("0.5");

        // When: another account's ticket comes, and then a session of this one
        Verdict second =
                given(
                        judge,
                        usage.with("support.x", TestEvents.DAY),
                        facts,
                        first,
                        session,
                        facts.touched(List.of(session)));

        // Then
        assertThat(second.score().coverage()).isEqualByComparingTo("1");
    }

    private static AccountFacts facts() {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(Map.of());
        return facts;
    }

    private static void fold(AccountFacts facts, CustomerEventV1 event) {
        for (var missing = facts.missing(event);
                !missing.isEmpty();
                missing = facts.missing(event)) {
            facts.load(missing, Map.of());
        }
        facts.fold(event, Days.of(event.receivedAt()));
    }

    private static Verdict given(
            Judge judge,
            AccountFacts facts,
            @Nullable Verdict before,
            CustomerEventV1 event,
            @Nullable Touched touched) {
        return given(judge, ALL_REPORT, facts, before, event, touched);
    }

    /** A verdict; member rows are empty until they are loaded, and then hold what was folded. */
    private static Verdict given(
            Judge judge,
            Reporting reporting,
            AccountFacts facts,
            @Nullable Verdict before,
            CustomerEventV1 event,
            @Nullable Touched touched) {
        Instant at = event.receivedAt();
        var hearing = new Hearing(facts, before, reporting, at, CauseKind.BEHAVIOUR, touched);
        Judgement judgement = judge.judge(hearing);
        while (judgement instanceof Judgement.Missing(var rows)) {
            facts.load(rows, Map.of());
            judgement = judge.judge(hearing);
        }
        return ((Judgement.Given) judgement).verdict();
    }

    /** Counts how often it is asked. */
    private record Counting(Expression expression, AtomicInteger asked) implements Expression {

        Counting(Expression expression) {
            this(expression, new AtomicInteger());
        }

        int count() {
            return asked.get();
        }

        @Override
        public String source() {
            return expression.source();
        }

        @Override
        public Reads reads() {
            return expression.reads();
        }

        @Override
        public Answer evaluate(Metrics metrics) {
            asked.incrementAndGet();
            return expression.evaluate(metrics);
        }
    }
}
