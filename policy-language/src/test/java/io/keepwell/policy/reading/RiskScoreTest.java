package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.policy.PolicySet;
import io.keepwell.policy.risk.RiskScore;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a risk score says (requirements H10, H11), and what can be wrong with it, word for word. */
class RiskScoreTest {

    private static final String RISK =
            Texts.WHOLE
                    + """
                    ---
                    kind: RiskScore
                    id: churn-risk
                    name: Risk of churn
                    description: How likely they leave.
                    minCoverage: 0.4
                    parts:
                    - {id: sponsor, name: Sponsor left, points: 40, when: daysSince('relationship.sponsor-left') <= 90}
                    - {id: escalations, points: 62.5, value: "count('support.ticket-escalated', 60)", transform: {linear: {at0: 0, at100: 4}}}
                    ---
                    kind: Signals
                    id: danger
                    signals:
                    - {id: risk-high, category: risk, when: risk() > 70, until: risk() <= 60}
                    """;

    @Test
    void shouldBeSignsWithPointsOfAScaleOfItsOwn() {
        PolicySet policies = Texts.set(RISK);

        RiskScore risk = Objects.requireNonNull(policies.risk()).value();
        assertThat(policies.risk().ref().id()).isEqualTo("churn-risk");
        assertThat(risk.name()).isEqualTo("Risk of churn");
        assertThat(risk.minCoverage()).isEqualTo(new BigDecimal("0.4"));
        assertThat(risk.points()).isEqualTo(new BigDecimal("102.5"));
        assertThat(risk.parts())
                .extracting(RiskScore.Part::id, RiskScore.Part::name)
                .containsExactly(
                        tuple("sponsor", "Sponsor left"), tuple("escalations", "escalations"));
        assertThat(risk.parts().getFirst().transform()).isNull();
        assertThat(risk.parts().getLast().transform()).isNotNull();
    }

    @Test
    void shouldBeNoneWhereTheBundleSaysNothing() {
        assertThat(Texts.set(Texts.WHOLE).risk()).isNull();
    }

    @Test
    void shouldStandOnceInABundle() {
        String second =
                """
                ---
                kind: RiskScore
                id: other
                minCoverage: 0
                parts: [{id: a, points: 100, when: activeUsers(30) < 2}]
                """;

        assertThat(Texts.problems(RISK + second))
                .containsExactly(
                        "a.yaml:48:7: a bundle has one RiskScore, and there is already 'churn-risk'"
                                + " at a.yaml:34. Remove one of the two.");
    }

    @Test
    void shouldBeAskedForOnlyWhereThereIsOne() {
        String without =
                Texts.WHOLE
                        + """
                        ---
                        kind: Signals
                        id: danger
                        signals:
                        - {id: risk-high, category: risk, when: risk() > 70}
                        """;

        assertThat(Texts.problems(without))
                .containsExactly(
                        "a.yaml:37:41: no document is a RiskScore, so the risk is never known."
                                + " Write a document of kind RiskScore, or ask for something"
                                + " else.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    minCoverage: 0.4\\n § `` § the RiskScore has no 'minCoverage'. Add a line such as 'minCoverage: 0.3'.
                    points: 62.5 § points: 50 § the points of all parts are 90 together, so no risk is ever 100. Give them 100 or more together; what is above 100 is cut off.
                    points: 62.5 § points: 101 § 'points' must be above 0, at most 100, was 101. Write it as in 'points: 30'.
                    id: escalations § id: sponsor § part 'sponsor' is already at a.yaml:40. Give one of the two another id, or remove it.
                    `, when: daysSince('relationship.sponsor-left') <= 90` § `` § a part has either 'when' or 'value' and 'transform'. Write a condition, which gives all of the points or none, or a number with how much of them it gives.
                    `, transform: {linear: {at0: 0, at100: 4}}` § `` § the part has no 'transform'. Add a line such as 'transform: {linear: {at0: 0, at100: 4}}'.
                    when: daysSince('relationship.sponsor-left') <= 90 § when: score() < 30 § score, risk, status, segment and stage cannot be asked for here: a risk is made of what happened, and no other score's opposite. Ask for events and traits, or move the question to a signal.
                    when: daysSince('relationship.sponsor-left') <= 90 § when: signal('drop') § signals cannot be asked for here: a risk is made of what happened, and no other score's opposite. Write out the signal's own condition.
                    "count('support.ticket-escalated', 60)" § 100 - score() § score, risk, status, segment and stage cannot be asked for here: a risk is made of what happened, and no other score's opposite. Ask for events and traits, or move the question to a signal.
                    value: activeUsers(30), § `value: risk(),` § score, risk, status, segment and stage cannot be asked for here
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        assertThat(Texts.problems(Texts.replaced(RISK, part, instead)))
                .hasSize(1)
                .first()
                .asString()
                .contains(problem);
    }
}
