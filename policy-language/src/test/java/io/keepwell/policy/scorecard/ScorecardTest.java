package io.keepwell.policy.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.Status;
import io.keepwell.policy.expression.Compiled;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Expressions;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which band a score belongs, at the edges (requirement H7). */
class ScorecardTest {

    @ParameterizedTest
    @CsvSource({
        // score, where the edge belongs to the upper band, and where it belongs to the lower
        "100, GREEN, GREEN",
        "80.000001, GREEN, GREEN",
        "80, GREEN, YELLOW",
        "79.999999, YELLOW, YELLOW",
        "50.000001, YELLOW, YELLOW",
        "50, YELLOW, RED",
        "49.999999, RED, RED",
        "0.000001, RED, RED",
        "0, RED, RED"
    })
    void shouldGiveAnEdgeToTheBandThatTheCardSays(String score, Status lower, Status upper) {
        assertThat(card(Scorecard.Edges.LOWER_INCLUSIVE).bandOf(new BigDecimal(score)).status())
                .isEqualTo(lower);
        assertThat(card(Scorecard.Edges.UPPER_INCLUSIVE).bandOf(new BigDecimal(score)).status())
                .isEqualTo(upper);
    }

    @Test
    void shouldHaveNoBandBelowZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> card(Scorecard.Edges.UPPER_INCLUSIVE).bandOf(new BigDecimal("-0.1")));
    }

    private static Scorecard card(Scorecard.Edges edges) {
        var measure =
                new Measure(
                        "a",
                        "a",
                        Unit.NUMBER,
                        BigDecimal.ONE,
                        one(),
                        new Transform.Linear(BigDecimal.ZERO, BigDecimal.ONE),
                        MissingPolicy.SPREAD,
                        0,
                        null);
        return new Scorecard(
                "card",
                "Card",
                List.of(new Dimension("all", "All", BigDecimal.ONE, List.of(measure))),
                List.of(
                        new Band(Status.GREEN, new BigDecimal("80"), null),
                        new Band(Status.YELLOW, new BigDecimal("50"), null),
                        new Band(Status.RED, BigDecimal.ZERO, null)),
                Scorecard.BandOn.EXACT,
                null,
                BigDecimal.ZERO,
                edges,
                List.of(),
                Scorecard.OVERRIDE_DAYS_MAX);
    }

    private static Expression one() {
        return switch (new Expressions(EventCatalogue.standard()).number("1")) {
            case Compiled.Accepted(Expression expression) -> expression;
            case Compiled.Refused(var problems) ->
                    throw new IllegalArgumentException(problems.toString());
        };
    }
}
