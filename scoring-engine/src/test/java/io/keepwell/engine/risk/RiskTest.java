package io.keepwell.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.account.Replay;
import io.keepwell.engine.judge.Raised;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.risk.RiskScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The risk score of an account (requirements H10, H11). */
class RiskTest {

    private static final RiskScore RISK =
            new RiskScore(
                    "churn-risk",
                    "Risk of churn",
                    new BigDecimal("0.5"),
                    List.of(
                            TestPolicies.sign(
                                    "sponsor", "45", "count('relationship.sponsor-left', 9) > 0"),
                            TestPolicies.sign(
                                    "escalations",
                                    "33.333333",
                                    "count('support.ticket-escalated', 9)",
                                    "0",
                                    "3"),
                            TestPolicies.sign(
                                    "nps", "40", "latest('engagement.nps-submitted')", "10", "0")));

    private static final Reporting REPORTING =
            Reporting.NONE
                    .with("support.x", 0)
                    .with("support.x", 90_000)
                    .with("relationship.x", 0)
                    .with("relationship.x", 90_000);

    private static final PolicySet PLAIN =
            TestPolicies.told("p1", TestPolicies.signal("risk-high", "risk() > 70", null));

    private final List<CustomerEventV1> events = new ArrayList<>();

    @Test
    @DisplayName("H10: the points of the signs that are there add up to the risk, exactly")
    void shouldAddUpExactly() {
        happened("support.ticket-escalated", 1, null);
        happened("engagement.nps-submitted", 1, "7");

        Risk risk = risk();

        assertThat(risk.by().id()).isEqualTo("churn-risk");
        assertThat(risk.parts())
                .extracting(RiskPart::id, RiskPart::value, RiskPart::gives)
                .containsExactly(
                        tuple("sponsor", null, new BigDecimal("0.000000")),
                        tuple("escalations", decimal("1"), decimal("11.111111")),
                        tuple("nps", decimal("7"), decimal("12")));
        assertThat(risk.exact()).contains(decimal("23.111111"));
        assertThat(risk.shown()).contains(23);
        assertThat(risk.cut()).isZero();
        assertThat(risk.coverage()).isEqualTo(decimal("1"));
    }

    @Test
    @DisplayName("H10: 100 is the worst, and what is above it is told as cut off")
    void shouldBeNoMoreThanOneHundred() {
        happened("relationship.sponsor-left", 1, null);
        happened("support.ticket-escalated", 3, null);
        happened("engagement.nps-submitted", 1, "0");

        Risk risk = risk();

        assertThat(risk.exact()).contains(decimal("100"));
        assertThat(risk.cut()).isEqualTo(decimal("18.333333"));
        BigDecimal given =
                risk.parts().stream().map(RiskPart::gives).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(given.subtract(risk.cut())).isEqualByComparingTo("100");
    }

    @Test
    @DisplayName("H10: a sign of which nothing is known gives nothing, and is named")
    void shouldNameSignsThatAreNotKnown() {
        happened("support.ticket-escalated", 3, null);

        Risk risk = risk();

        assertThat(risk.parts().getLast().missing())
                .isEqualTo("latest('engagement.nps-submitted')");
        assertThat(risk.parts().getLast().gives()).isZero();
        assertThat(risk.exact()).contains(decimal("33.333333"));
        assertThat(risk.coverage()).isEqualTo(decimal("0.661972"));
    }

    @Test
    @DisplayName("H10: below the least coverage there is no risk, neither high nor low")
    void shouldBeUnknownWhereTooLittleIsKnown() {
        happened("engagement.nps-submitted", 1, "0");

        Verdict verdict = verdict(Reporting.NONE);

        Risk risk = Objects.requireNonNull(verdict.risk());
        assertThat(risk.coverage()).isEqualTo(decimal("0.338028"));
        assertThat(risk.exact()).isEmpty();
        assertThat(risk.shown()).isEmpty();
        assertThat(verdict.signals()).doesNotContainKey("risk-high");
    }

    @Test
    @DisplayName("H11, D.4 row 5: risk above 70 is a rule on the risk, whatever the health")
    void shouldBeAskedForBySignalsAndNotBeTheOppositeOfHealth() {
        events.add(TestEvents.health("health", TestEvents.at(0, 1), "90"));
        happened("relationship.sponsor-left", 1, null);
        happened("engagement.nps-submitted", 1, "3");

        Verdict verdict = verdict(REPORTING);

        assertThat(verdict.score().exact()).isEqualByComparingTo("90");
        assertThat(Objects.requireNonNull(verdict.risk()).exact()).contains(decimal("73"));
        Raised raised = Objects.requireNonNull(verdict.signals().get("risk-high"));
        assertThat(raised.evidence()).containsExactly(Map.entry("risk()", decimal("73")));
        assertThat(raised.summary())
                .isEqualTo("The risk-high: risk() is 73 (The sponsor: 45; The nps: 28)");
    }

    @Test
    @DisplayName("H11: a risk of just 70 is not above 70")
    void shouldRaiseNothingAtTheEdge() {
        happened("relationship.sponsor-left", 1, null);
        happened("engagement.nps-submitted", 1, "3.75");

        Verdict verdict = verdict(REPORTING);

        assertThat(Objects.requireNonNull(verdict.risk()).exact()).contains(decimal("70"));
        assertThat(verdict.signals()).doesNotContainKey("risk-high");
    }

    @Test
    @DisplayName("H11: time alone ends a risk, and the signal that waited for it")
    void shouldFallWhenItsSignsArePast() {
        happened("relationship.sponsor-left", 1, null);
        happened("engagement.nps-submitted", 1, "3");
        Replay replay = replay(PLAIN.withRisk(applied()), REPORTING);

        replay.advance(TestEvents.at(10, 1), REPORTING);

        Verdict verdict = replay.verdict().orElseThrow();
        assertThat(Objects.requireNonNull(verdict.risk()).exact()).contains(decimal("28"));
        assertThat(verdict.signals()).doesNotContainKey("risk-high");
    }

    @Test
    void shouldCostNothingWhereThePoliciesHaveNone() {
        happened("relationship.sponsor-left", 1, null);

        Verdict without = replay(PLAIN, REPORTING).verdict().orElseThrow();
        Verdict with = verdict(REPORTING);

        assertThat(without.risk()).isNull();
        byte[] plain = VerdictCodec.encode(without);
        assertThat(Arrays.copyOf(VerdictCodec.encode(with), plain.length))
                .as("a verdict's bytes, of which a risk is the end")
                .isEqualTo(plain);
        assertThat(VerdictCodec.decode(VerdictCodec.encode(with))).isEqualTo(with);
    }

    private Risk risk() {
        return Objects.requireNonNull(verdict(REPORTING).risk());
    }

    private Verdict verdict(Reporting reporting) {
        return replay(PLAIN.withRisk(applied()), reporting).verdict().orElseThrow();
    }

    private Replay replay(PolicySet policies, Reporting reporting) {
        var replay =
                new Replay(
                        TestEvents.ACME, TestPolicies.judge(policies), EventCatalogue.standard());
        replay.receive(events, reporting);
        return replay;
    }

    private static Applied<RiskScore> applied() {
        return new Applied<>(RISK, new PolicyRef("churn-risk", "v1"));
    }

    private void happened(String type, int times, @Nullable String value) {
        Instant at = TestEvents.at(0, 1);
        for (int count = 0; count < times; count++) {
            String id = "e" + events.size();
            events.add(
                    value == null
                            ? TestEvents.event(id, type, at)
                            : TestEvents.valued(id, type, at, value));
        }
    }

    private static BigDecimal decimal(String number) {
        return new BigDecimal(number).setScale(6);
    }
}
