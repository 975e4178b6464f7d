package io.keepwell.policy.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());

    /** At risk from 1, neutral from 4, healthy from 8, in proportion within each. */
    private static final Transform CURVE =
            new Transform.Curve(
                    List.of(
                            point("1", "0"),
                            point("4", "50"),
                            point("8", "80"),
                            point("10", "100")));

    private static final Transform ANSWERS =
            new Transform.Values(
                    List.of(
                            new Transform.Values.Value(BigDecimal.ONE, BigDecimal.ZERO),
                            new Transform.Values.Value(new BigDecimal("5"), new BigDecimal("60")),
                            new Transform.Values.Value(BigDecimal.TEN, new BigDecimal("100"))),
                    new BigDecimal("7.5"));

    @ParameterizedTest
    @CsvSource({
        "7, 0.000000",
        "18, 47.826087",
        "30, 100.000000",
        "6.999999, 0.000000",
        "31, 100.000000",
        "-5, 0.000000"
    })
    void shouldScoreInProportionBetweenTwoPointsAndNoFurther(BigDecimal value, BigDecimal score) {
        assertThat(new Transform.Linear(new BigDecimal("7"), new BigDecimal("30")).score(value))
                .isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "1, 0.000000",
        "2.5, 25.000000",
        "4, 50.000000",
        "6, 65.000000",
        "8, 80.000000",
        "9, 90.000000",
        "10, 100.000000",
        "11, 100.000000"
    })
    void shouldScoreAlongACurve(BigDecimal value, BigDecimal score) {
        assertThat(CURVE.score(value)).isEqualTo(score);
    }

    /** Growth is what it was before in units of before, times 50: as much as before is 50. */
    @ParameterizedTest
    @CsvSource({"0, 0.000000", "1, 50.000000", "1.5, 75.000000", "2, 100.000000", "3, 100.000000"})
    void shouldScoreGrowthAroundItsBaseline(BigDecimal value, BigDecimal score) {
        assertThat(slope("0", "50").score(value)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"0, 100.000000", "1, 87.500000", "8, 0.000000", "9, 0.000000", "-1, 100.000000"})
    void shouldDeductForEachAndNotBelowZero(BigDecimal value, BigDecimal score) {
        assertThat(slope("100", "-12.5").score(value)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"0, 50.000000", "2, 70.000000", "-2, 30.000000", "6, 100.000000", "-6, 0.000000"})
    void shouldAddForEachFromTheStart(BigDecimal value, BigDecimal score) {
        assertThat(slope("50", "10").score(value)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.000000", "5.000000, 60.000000", "10, 100.000000", "4.999999, 7.500000"})
    void shouldScoreByJustTheValue(BigDecimal value, BigDecimal score) {
        assertThat(ANSWERS.score(value)).isEqualTo(score);
    }

    @Test
    void shouldScoreFrom0To100WithSixDecimalPlacesWhateverTheNumber() {
        var random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            BigDecimal value = number(random);
            BigDecimal first = number(random);
            BigDecimal each = number(random).add(new BigDecimal("0.5"));
            Stream.of(
                            new Transform.Linear(first, first.add(each.abs())),
                            new Transform.Slope(first, each),
                            new Transform.Curve(
                                    List.of(
                                            new Transform.Curve.Point(first, score(random)),
                                            new Transform.Curve.Point(
                                                    first.add(each.abs()), score(random)))),
                            ANSWERS)
                    .forEach(transform ->
                            assertThat(transform.score(value))
                                    .as("%s of %s, -Dseed=%d", transform, value, SEED)
                                    .isBetween(BigDecimal.ZERO, Transform.BEST)
                                    .hasScaleOf(Transform.SCALE));
        }
    }

    @Test
    void shouldNotLeaveTheScoresOfTheTwoPointsBetweenWhichItLies() {
        var random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            BigDecimal left = score(random);
            BigDecimal right = score(random);
            var curve =
                    new Transform.Curve(
                            List.of(
                                    new Transform.Curve.Point(BigDecimal.ZERO, left),
                                    new Transform.Curve.Point(new BigDecimal("3"), right)));

            assertThat(curve.score(BigDecimal.valueOf(random.nextInt(3_001), 3)))
                    .as("from %s to %s, -Dseed=%d", left, right, SEED)
                    .isBetween(left.min(right), left.max(right));
        }
    }

    @Test
    void shouldRefuseWhatIsNoTransform() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Transform.Curve(List.of(point("1", "0"))))
                .withMessageContaining("two points");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Transform.Curve(List.of(point("1", "0"), point("1.0", "5"))))
                .withMessageContaining("1.0 is not above 1");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> slope("50", "0.0"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> point("1", "100.000001"));
    }

    private static Transform slope(String start, String each) {
        return new Transform.Slope(new BigDecimal(start), new BigDecimal(each));
    }

    private static Transform.Curve.Point point(String at, String score) {
        return new Transform.Curve.Point(new BigDecimal(at), new BigDecimal(score));
    }

    /** As a reading has it: six decimal places. */
    private static BigDecimal number(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextLong(-2_000_000_000L, 2_000_000_000L), 6);
    }

    private static BigDecimal score(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextInt(100_000_001), 6);
    }
}
