package io.keepwell.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.score.Reading;
import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.Scores;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Hysteresis;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Scorecard.BandOn;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusRuleTest {

    private static final long SINCE = 1_000_000;
    private static final long LONG_AGO = 0;
    private static final long DWELL = TestPolicies.DWELL.toMillis();
    private static final long LONG_AFTER = SINCE + 10 * DWELL;

    @ParameterizedTest
    @CsvSource({
        "80, EXACT, GREEN",
        "79.999999, EXACT, YELLOW",
        "79.5, SHOWN, GREEN",
        "79.499999, SHOWN, YELLOW",
        "49.5, SHOWN, YELLOW",
        "49.5, EXACT, RED",
        "49.499999, SHOWN, RED"
    })
    void shouldGiveAFirstStatusAtOnceByTheBandAsH7AndH8Ask(
            String score, BandOn bandOn, Status status) {
        var decision = decide(card(bandOn, TestPolicies.HYSTERESIS), score, null, 0, 5);

        assertThat(decision).isEqualTo(new StatusRule.Decision(status, 0));
    }

    @ParameterizedTest
    @CsvSource({
        // status before, score shown, status long after
        "RED, 50, RED",
        "RED, 52, RED",
        "RED, 53, YELLOW",
        "RED, 52.5, YELLOW",
        "RED, 95, GREEN",
        "GREEN, 79, GREEN",
        "GREEN, 78, GREEN",
        "GREEN, 77.5, GREEN",
        "GREEN, 77.499999, YELLOW",
        "GREEN, 77, YELLOW",
        "GREEN, 49, RED",
        "YELLOW, 80, GREEN",
        "YELLOW, 79, YELLOW",
        "YELLOW, 49, RED"
    })
    void shouldLeaveAStatusOnlyWhenTheScoreIsClearOfTheEdge(
            Status before, String score, Status after) {
        var decision =
                decide(
                        card(BandOn.SHOWN, TestPolicies.HYSTERESIS),
                        score,
                        before,
                        SINCE,
                        LONG_AFTER);

        assertThat(decision).isEqualTo(new StatusRule.Decision(after, 0));
    }

    @ParameterizedTest
    @CsvSource({"GREEN, 60, YELLOW", "YELLOW, 90, GREEN", "RED, 60, YELLOW", "RED, 90, GREEN"})
    void shouldHoldAStatusToTheMillisecondThatItsDwellEnds(
            Status before, String score, Status after) {
        Scorecard card = card(BandOn.SHOWN, TestPolicies.HYSTERESIS);

        assertThat(decide(card, score, before, SINCE, SINCE + DWELL - 1))
                .isEqualTo(new StatusRule.Decision(before, SINCE + DWELL));
        assertThat(decide(card, score, before, SINCE, SINCE + DWELL))
                .isEqualTo(new StatusRule.Decision(after, 0));
    }

    @ParameterizedTest
    @CsvSource({"GREEN", "YELLOW"})
    void shouldNeverWaitToFallToRed(Status before) {
        var decision =
                decide(card(BandOn.SHOWN, TestPolicies.HYSTERESIS), "10", before, SINCE, SINCE);

        assertThat(decision).isEqualTo(new StatusRule.Decision(Status.RED, 0));
    }

    @ParameterizedTest
    @CsvSource({"GREEN", "YELLOW", "RED"})
    void shouldNeverWaitForWhatIsUnknown(Status known) {
        Scorecard card = card(BandOn.SHOWN, TestPolicies.HYSTERESIS);

        var into = decide(card, null, known, SINCE, SINCE);
        var outOf = decide(card, "79", Status.UNKNOWN, SINCE, SINCE);

        assertThat(into).isEqualTo(new StatusRule.Decision(Status.UNKNOWN, 0));
        assertThat(outOf).isEqualTo(new StatusRule.Decision(Status.YELLOW, 0));
    }

    @Test
    void shouldWaitForNothingWithoutHysteresis() {
        var decision = decide(card(BandOn.SHOWN, null), "79", Status.GREEN, SINCE, SINCE);

        assertThat(decision).isEqualTo(new StatusRule.Decision(Status.YELLOW, 0));
    }

    @Test
    void shouldLeaveGreenAtItsEdgeWhereTheEdgeIsTheLowerBands() {
        Scorecard card =
                card(
                        BandOn.SHOWN,
                        new Hysteresis(new BigDecimal("50"), new BigDecimal("80"), Duration.ZERO));
        var upper =
                new Scorecard(
                        card.id(),
                        card.name(),
                        card.dimensions(),
                        card.bands(),
                        card.bandOn(),
                        card.hysteresis(),
                        card.minCoverage(),
                        Scorecard.Edges.UPPER_INCLUSIVE,
                        card.limits(),
                        card.overrideDaysMax());

        assertThat(decide(card, "80", Status.GREEN, SINCE, SINCE + 1).status())
                .isEqualTo(Status.GREEN);
        assertThat(decide(upper, "80", Status.GREEN, SINCE, SINCE + 1).status())
                .isEqualTo(Status.YELLOW);
    }

    @Test
    void shouldNoLongerBeDueWhenTheScoreIsBack() {
        var decision =
                decide(
                        card(BandOn.SHOWN, TestPolicies.HYSTERESIS),
                        "81",
                        Status.GREEN,
                        SINCE,
                        SINCE + 1);

        assertThat(decision).isEqualTo(new StatusRule.Decision(Status.GREEN, 0));
    }

    @Test
    void shouldNotHoldAnAccountThatWasJudgedForTheFirstTimeLessThanADwellAgo() {
        // Given
        Scorecard card = card(BandOn.SHOWN, TestPolicies.HYSTERESIS);
        long dwell = TestPolicies.HYSTERESIS.dwell().toMillis();
        var red = new StatusRule.Held(Status.RED, SINCE, SINCE - dwell + 2, null);

        // Then
        assertThat(StatusRule.decide(card, score(card, "90"), red, SINCE + 1))
                .isEqualTo(new StatusRule.Decision(Status.GREEN, 0));
        assertThat(StatusRule.decide(card, score(card, "90"), red, SINCE + 2))
                .isEqualTo(new StatusRule.Decision(Status.RED, SINCE + dwell));
    }

    private static StatusRule.Decision decide(
            Scorecard card, @Nullable String score, @Nullable Status before, long since, long at) {
        var held = before == null ? null : new StatusRule.Held(before, since, LONG_AGO, null);
        return StatusRule.decide(card, score(card, score), held, at);
    }

    private static Score score(Scorecard card, @Nullable String value) {
        Reading reading =
                value == null
                        ? Reading.missing("nothing", 20_000)
                        : Reading.of(new BigDecimal(value), 20_000);
        return Scores.of(card, Map.of("told", reading));
    }

    private static Scorecard card(BandOn bandOn, @Nullable Hysteresis hysteresis) {
        return TestPolicies.card(
                "card",
                bandOn,
                hysteresis,
                "0.3",
                TestPolicies.dimension(
                        "all",
                        "1",
                        TestPolicies.measure(
                                "told", "1", TestPolicies.number("numberTrait('x')"))));
    }
}
