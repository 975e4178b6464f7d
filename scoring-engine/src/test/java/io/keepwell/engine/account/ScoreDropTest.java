package io.keepwell.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Scorecard.BandOn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a score falls from, as requirement A1 asks. */
class ScoreDropTest {

    private static final String SIGNAL = "score-drop";

    /** The mean of two traits, of which one is worth a quarter; half must be known. */
    private static final Judge TWO_TRAITS =
            TestPolicies.judge(
                    TestPolicies.policies(
                            "p1",
                            TestPolicies.card(
                                    "two-traits",
                                    BandOn.SHOWN,
                                    null,
                                    "0.5",
                                    TestPolicies.dimension(
                                            "all",
                                            "1",
                                            TestPolicies.measure(
                                                    "less",
                                                    "1",
                                                    TestPolicies.number("numberTrait('less')")),
                                            TestPolicies.measure(
                                                    "more",
                                                    "3",
                                                    TestPolicies.number("numberTrait('more')")))),
                            TestPolicies.signal(
                                    SIGNAL, "scoreDrop(30) > 20", "scoreDrop(30) <= 15")));

    @Test
    void shouldNotFallFromWhatANewAccountScoredOnTooLittle() {
        // Given: one good return is all that is known of it
        Judge shipped = TestPolicies.shipped();
        var owner = new Owner(Reporting.NONE);
        owner.take(shipped, List.of(roi("e1", TestEvents.at(0, 10), "100")));
        assertThat(owner.verdict().status()).isEqualTo(Status.UNKNOWN);
        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("100");

        // When: the rest comes, and little of it is good
        owner.take(shipped, unhappy());

        // Then
        assertThat(owner.verdict().status()).isEqualTo(Status.RED);
        assertThat(owner.verdict().signals()).doesNotContainKey(SIGNAL);
    }

    @Test
    void shouldNotFallWhileTooLittleIsKnown() {
        var owner = new Owner(Reporting.NONE);
        owner.take(TWO_TRAITS, told("e1", 0, Map.of("less", number(80), "more", number(80))));

        owner.take(TWO_TRAITS, told("e2", 1, Map.of("more", new AttributeValue.Nothing())));
        owner.take(TWO_TRAITS, told("e3", 2, Map.of("less", number(10))));

        assertThat(owner.verdict().status()).isEqualTo(Status.UNKNOWN);
        assertThat(owner.verdict().signals()).isEmpty();
    }

    @Test
    void shouldFallFromWhatWasTheScoreBeforeTooLittleWasKnown() {
        var owner = new Owner(Reporting.NONE);
        owner.take(TWO_TRAITS, told("e1", 0, Map.of("less", number(80), "more", number(80))));

        owner.take(TWO_TRAITS, told("e2", 1, Map.of("more", new AttributeValue.Nothing())));
        owner.take(TWO_TRAITS, told("e3", 2, Map.of("less", number(59))));
        owner.take(TWO_TRAITS, told("e4", 3, Map.of("more", number(59))));

        assertThat(owner.verdict().status()).isEqualTo(Status.YELLOW);
        assertThat(owner.verdict().signals()).containsOnlyKeys(SIGNAL);
    }

    private static List<CustomerEventV1> unhappy() {
        return List.of(
                told("e2", 0, Map.of("seats", number(1_000))),
                TestEvents.event("e3", "usage.session-started", TestEvents.at(0, 13)),
                TestEvents.event("e4", "support.ticket-escalated", TestEvents.at(0, 14)),
                TestEvents.event("e5", "support.ticket-escalated", TestEvents.at(0, 14)),
                TestEvents.event("e6", "support.ticket-escalated", TestEvents.at(0, 14)),
                TestEvents.event(
                        "e7",
                        "support.csat-submitted",
                        TestEvents.at(0, 15),
                        TestEvents.at(0, 15),
                        null,
                        "1",
                        Map.of("scaleMax", number(5))),
                roi("e8", TestEvents.at(0, 16), "0"),
                TestEvents.event(
                        "e9",
                        "usage.feature-used",
                        TestEvents.at(0, 17),
                        TestEvents.at(0, 17),
                        "u1",
                        null,
                        Map.of("feature", new AttributeValue.Text("f1"))));
    }

    private static CustomerEventV1 roi(String id, Instant at, String value) {
        return TestEvents.event(
                id, "outcome.roi-reported", at, at, null, value, Map.of("promised", number(100)));
    }

    private static CustomerEventV1 told(String id, int day, Map<String, AttributeValue> traits) {
        return TestEvents.traits(id, TestEvents.at(day, 12), traits);
    }

    private static AttributeValue number(int number) {
        return new AttributeValue.Numeric(BigDecimal.valueOf(number));
    }
}
