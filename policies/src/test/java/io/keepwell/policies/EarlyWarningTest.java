package io.keepwell.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.judge.Raised;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.policy.PolicySet;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signs that an account does worse than usual, at their edges, from events; worked out by hand. */
class EarlyWarningTest {

    private static final PolicySet POLICIES = Bundles.read(Bundles.DEFAULT);

    private final Customer customer = new Customer();

    @ParameterizedTest(name = "{0} in 28 days after {1} in 84, {2} today: {3}, {4}")
    @CsvSource({
        // 100 in 28 days would be usual
        "70, 300, 0, false, false",
        "69, 300, 0, true, false",
        "69, 300, 99, true, false",
        "55, 300, 0, true, false",
        "54, 300, 0, true, true",
        // 11 of 20 and 5 of 10 less, but deviations of -1.85 and -1.53: few sessions come and go
        "9, 51, 0, true, false",
        "5, 30, 0, true, false",
        // (8 - 17) / sqrt(59 / 3) is -2.03
        "8, 51, 0, true, true",
        "5, 0, 0, false, false"
    })
    void shouldHoldUseAgainstWhatIsUsualForTheAccount(
            int now, int before, int today, boolean isBelow, boolean isFarBelow) {
        customer.saw(now, "usage.session-started", 28)
                .saw(before, "usage.session-started", 29)
                .saw(today, "usage.session-started", 0);

        requireThat("usage-below-usual", isBelow);
        requireThat("usage-far-below-usual", isFarBelow);
    }

    @ParameterizedTest(name = "{0} of {1} now, {2} of {3} before: {4}")
    @CsvSource({
        // of 180 days, now included, the usual share is 24 of 40: 0.6 of that are 0.36
        "4, 10, 20, 30, false",
        "3, 10, 21, 30, true",
        // asked for four times only
        "0, 4, 24, 36, false",
        "0, 5, 24, 35, true",
        // who never answered is as usual
        "0, 10, 0, 30, false"
    })
    void shouldHoldAnswersAgainstTheAccountsUsualShare(
            int answered, int asked, int answeredBefore, int askedBefore, boolean holds) {
        customer.saw(asked, "engagement.message-sent", 59)
                .saw(answered, "engagement.message-replied", 59)
                .saw(askedBefore, "engagement.message-sent", 60)
                .saw(answeredBefore, "engagement.message-replied", 60);

        requireThat("answers-below-usual", holds);
    }

    @ParameterizedTest
    @CsvSource({"29, false", "30, true", "365, true", "366, false"})
    void shouldMissASponsorWhomNobodyFollowedWithinAMonth(int daysAgo, boolean holds) {
        customer.saw("relationship.sponsor-left", daysAgo);

        requireThat("sponsor-not-replaced", holds);
    }

    @Test
    void shouldNotMissASponsorWhenAnotherWasMet() {
        customer.saw("relationship.sponsor-left", 60).saw("relationship.sponsor-met", 20);

        requireThat("sponsor-not-replaced", false);
        requireThat("early-warning", false);
    }

    @ParameterizedTest(name = "{0} and {1} percent: {2}")
    @CsvSource({"69, 70, true", "70, 70, false", "0, , false"})
    void shouldTakeTwoBadAnswersForDissatisfaction(String one, String other, boolean holds) {
        satisfied(one);
        if (other != null) {
            satisfied(other);
        }

        requireThat("satisfaction-low", holds);
        requireThat("early-warning", holds);
    }

    @ParameterizedTest(name = "{0} escalated, NPS {1}, champion {2}, met {3}, competitor {4}: {5}")
    @CsvSource({
        // three weak signs, of five that there are
        "1, 6, 60, 1, 0, true",
        "1, 6, 61, 1, 0, false",
        "1, 7, 60, 121, 0, true",
        "1, 7, 60, 120, 0, false",
        "0, 6, 61, 1, 1, false",
        "0, 6, 60, 1, 1, true",
        // a strong one alone
        "2, 10, 100, 1, 0, true",
        "0, 5, 100, 1, 0, true",
        "0, 10, 100, 1, 0, false"
    })
    void shouldWarnOfOneStrongSignOrThreeWeakOnes(
            int escalated, String nps, String champion, int metAgo, int mentions, boolean holds) {
        customer.saw(escalated, "support.ticket-escalated", 59)
                .sawValue("engagement.nps-submitted", 100, nps, Map.of())
                .sawValue("relationship.champion-rated", 120, champion, Map.of("scaleMax", "100"))
                .saw("relationship.sponsor-met", metAgo)
                .saw(mentions, "relationship.competitor-mentioned", 89);

        requireThat("early-warning", holds);
    }

    @ParameterizedTest(name = "with {0} mentions of a competitor: {1}")
    @CsvSource({"0, false", "1, true"})
    void shouldBeOverWhenNoSignIsLeft(int mentions, boolean holds) {
        customer.saw(2, "support.ticket-escalated", 70)
                .saw(mentions, "relationship.competitor-mentioned", 80);
        Verdict before = customer.verdict(POLICIES, null, 20);
        assertThat(before.signals()).containsKey("early-warning");

        Verdict after = customer.verdict(POLICIES, before, 0);

        assertThat(after.signals().containsKey("early-warning")).isEqualTo(holds);
    }

    @Test
    void shouldEndWhereNobodyAnswersOrIsAskedAnyMore() {
        // Bad answers, and as many unanswered messages, of which only the oldest are left.
        customer.sawValue("support.csat-submitted", 70, "40", Map.of("scaleMax", "100"))
                .sawValue("support.csat-submitted", 71, "40", Map.of("scaleMax", "100"))
                .saw(6, "engagement.message-sent", 72)
                .saw(20, "engagement.message-sent", 140)
                .saw(20, "engagement.message-replied", 140);
        Verdict before = customer.verdict(POLICIES, null, 20);
        assertThat(before.signals())
                .containsKeys("satisfaction-low", "answers-below-usual", "early-warning");

        Verdict after = customer.verdict(POLICIES, before, 0);

        assertThat(after.signals())
                .doesNotContainKeys("satisfaction-low", "answers-below-usual", "early-warning");
    }

    @Test
    void shouldTellWhatAWarningCameOf() {
        customer.saw("relationship.sponsor-left", 40);

        Raised warning =
                Objects.requireNonNull(customer.verdict(POLICIES).signals().get("early-warning"));

        assertThat(warning.summary())
                .isEqualTo(
                        "Several signs of trouble at once: risk() is 45"
                                + " (Nobody has followed the sponsor who left: 45)");
    }

    private void satisfied(String percent) {
        customer.sawValue("support.csat-submitted", 59, percent, Map.of("scaleMax", "100"));
    }

    private void requireThat(String signal, boolean holds) {
        if (holds) {
            assertThat(customer.signals(POLICIES)).contains(signal);
        } else {
            assertThat(customer.signals(POLICIES)).doesNotContain(signal);
        }
    }
}
