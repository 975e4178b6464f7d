package io.keepwell.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.policy.PolicySet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each signal of the default bundle at its edges, from events; worked out by hand. */
class DefaultSignalsTest {

    private static final PolicySet POLICIES = Bundles.read(Bundles.DEFAULT);

    private final Customer customer = new Customer();

    @ParameterizedTest
    @CsvSource({"90, true", "91, false"})
    void shouldMissASponsorWhoLeftInTheLast90DaysAsA2Asks(int daysAgo, boolean holds) {
        customer.saw("relationship.sponsor-left", daysAgo);

        requireThat("sponsor-left", holds);
    }

    @ParameterizedTest
    @CsvSource({"21, true", "19, false"})
    void shouldNotMissASponsorWhenAnotherWasMetSinceAsA2Asks(int metDaysAgo, boolean holds) {
        customer.saw("relationship.sponsor-left", 20).saw("relationship.sponsor-met", metDaysAgo);

        requireThat("sponsor-left", holds);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "89, true", "90, false"})
    void shouldKnowOfACompetitorFor90DaysAsA3Asks(int daysAgo, boolean holds) {
        customer.saw("relationship.competitor-evaluated", daysAgo);

        requireThat("competitor-evaluated", holds);
    }

    @ParameterizedTest
    @CsvSource({
        // in the last 30 days, in the 30 before
        "2, 1, true",
        "2, 0, true",
        "1, 0, false",
        "2, 2, false",
        "3, 2, true"
    })
    void shouldSeeEscalationsRiseFromTwoOnAsA4Asks(int now, int before, boolean holds) {
        customer.saw(now, "support.ticket-escalated", 29)
                .saw(before, "support.ticket-escalated", 30);

        requireThat("escalations-rising", holds);
    }

    @ParameterizedTest
    @CsvSource({
        // in the last 28 days that are over, in the 28 before, today
        "70, 100, 0, false",
        "69, 100, 0, true",
        "69, 100, 1, true",
        "100, 100, 0, false",
        "0, 10, 0, true",
        "0, 10, 10, true",
        "5, 0, 0, false"
    })
    void shouldSeeUsageFallByStrictlyMoreThan30PercentAsA5Asks(
            int now, int before, int today, boolean holds) {
        customer.saw(now, "usage.session-started", 28)
                .saw(before, "usage.session-started", 29)
                .saw(today, "usage.session-started", 0);

        requireThat("usage-decline", holds);
    }

    @ParameterizedTest
    @CsvSource({
        // one session is where a window begins or ends: it counts within
        "28, 29, false",
        "1, 56, false",
        "0, 29, true",
        "56, 57, true",
        "57, 58, false"
    })
    void shouldCompareTheWholeDaysUntilYesterdayWithThe28BeforeAsA5Asks(
            int oneDaysAgo, int otherDaysAgo, boolean holds) {
        customer.saw("usage.session-started", oneDaysAgo)
                .saw("usage.session-started", otherDaysAgo);

        requireThat("usage-decline", holds);
    }

    @ParameterizedTest
    @CsvSource({"-13, false", "-14, true", "-15, true", "7, false"})
    void shouldMissAReviewFrom14DaysAfterItWasDueAsA6Asks(int dueInDays, boolean holds) {
        customer.sawDate("engagement.qbr-scheduled", 60, "dueOn", dueInDays);

        requireThat("qbr-missed", holds);
    }

    @ParameterizedTest
    @CsvSource({
        // the last is of the quarter before
        "engagement.qbr-scheduled, dueOn, 65, false",
        "account.updated, qbrDueOn, 65, false",
        "account.updated, qbrDueOn, 1, false",
        "engagement.qbr-scheduled, dueOn, 66, true"
    })
    void shouldNotMissAReviewThatWasHeldAtMost45DaysBeforeItWasDueAsA6Asks(
            String told, String attribute, int heldAgo, boolean holds) {
        customer.saw("engagement.qbr-completed", heldAgo).sawDate(told, 60, attribute, -20);

        requireThat("qbr-missed", holds);
    }

    @ParameterizedTest
    @CsvSource({"121, false", "120, true", "0, true", "-1, false"})
    void shouldWantAConversationFrom120DaysBeforeTheRenewalAsA7Asks(
            int daysToRenewal, boolean holds) {
        customer.sawDate("commercial.contract-started", 200, "endsOn", daysToRenewal);

        requireThat("renewal-conversation-late", holds);
    }

    @ParameterizedTest
    @CsvSource({
        // a year ago they spoke about the renewal before this one
        "200, false",
        "201, true",
        "1, false"
    })
    void shouldCountAConversationOfThe300DaysBeforeTheRenewalAsA7Asks(
            int beganDaysAgo, boolean holds) {
        customer.sawDate("commercial.contract-started", 210, "endsOn", 100)
                .saw("commercial.renewal-conversation-started", beganDaysAgo);

        requireThat("renewal-conversation-late", holds);
    }

    @ParameterizedTest
    @CsvSource({
        "relationship.champion-left, 29, true",
        "relationship.contact-left, 29, true",
        "relationship.champion-left, 30, false",
        "relationship.contact-added, 1, false"
    })
    void shouldSeeStakeholdersLeaveAsA8Asks(String type, int daysAgo, boolean holds) {
        customer.saw(type, daysAgo);

        requireThat("stakeholders-changed", holds);
    }

    @ParameterizedTest
    @CsvSource({"79, false", "80, true", "100, true"})
    void shouldSeeSeatsRunOutFrom80PercentAsA15Asks(int users, boolean holds) {
        customer.with("seats", "100").sawUsers(users, 3);

        requireThat("seats-near-limit", holds);
    }

    @ParameterizedTest
    @CsvSource({"79.9, false", "80, true"})
    void shouldSeeALimitComeNearFrom80PercentAsA15Asks(String used, boolean holds) {
        customer.sawValue("usage.limit-reported", 2, used, Map.of("entitled", "100"));

        requireThat("limit-near", holds);
    }

    @ParameterizedTest
    @CsvSource({
        "new-use-case, usage.use-case-started, 29, true",
        "new-use-case, usage.use-case-started, 30, false",
        "organisation-grew, relationship.organisation-grown, 89, true",
        "organisation-grew, relationship.organisation-grown, 90, false",
        "champion-promoted, relationship.champion-promoted, 89, true",
        "champion-promoted, relationship.champion-promoted, 90, false",
        "qbr-succeeded, engagement.qbr-completed, 30, true",
        "qbr-succeeded, engagement.qbr-completed, 31, false"
    })
    void shouldSeeOneEventLongEnoughAsA15Asks(
            String signal, String type, int daysAgo, boolean holds) {
        customer.saw(type, daysAgo);

        requireThat(signal, holds);
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void shouldSeeAPatternInThreeRequestsAsA15Asks(int requests, boolean holds) {
        customer.saw(requests, "support.feature-requested", 89)
                .saw(5, "support.feature-requested", 90);

        requireThat("features-requested", holds);
    }

    @ParameterizedTest
    @CsvSource({"9, 90, true", "8, 1, false", "10, 91, false"})
    void shouldSeeAPromoterFor90DaysAsA15Asks(String answer, int daysAgo, boolean holds) {
        customer.sawValue("engagement.nps-submitted", daysAgo, answer, Map.of());

        requireThat("promoter", holds);
    }

    @ParameterizedTest
    @CsvSource({"positive, 29, true", "positive, 30, false", "neutral, 1, false"})
    void shouldSeePositiveFeedbackAsA15Asks(String tone, int daysAgo, boolean holds) {
        customer.sawText("engagement.feedback-submitted", daysAgo, "tone", tone);

        requireThat("positive-feedback", holds);
    }

    @ParameterizedTest
    @CsvSource({"successful, true", "mixed, true", "unsuccessful, false"})
    void shouldNotCallAReviewASuccessThatWasNone(String outcome, boolean holds) {
        customer.sawText("engagement.qbr-completed", 20, "outcome", "unsuccessful")
                .sawText("engagement.qbr-completed", 3, "outcome", outcome);

        requireThat("qbr-succeeded", holds);
    }

    @Test
    void shouldRaiseNothingOfACustomerOfWhomNothingIsKnown() {
        assertThat(customer.signals(POLICIES)).isEmpty();
    }

    private void requireThat(String signal, boolean holds) {
        if (holds) {
            assertThat(customer.signals(POLICIES)).contains(signal);
        } else {
            assertThat(customer.signals(POLICIES)).doesNotContain(signal);
        }
    }
}
