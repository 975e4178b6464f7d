package io.keepwell.engine.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.engine.TestEvents;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {

    private static final double A_POINT = 1;

    /** Of a hundred accounts with 1 to 100 the k-th has k - 1 below it and itself, by half. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.5", "42, 41.5", "42.5, 42", "100, 99.5", "100.1, 100"})
    void shouldBeTheMiddleOfAnAccountsShare(double number, double percentile) {
        Quantiles hundred = Quantiles.of(IntStream.rangeClosed(1, 100).asDoubleStream().toArray());

        assertThat(hundred.percentile(number)).isCloseTo(percentile, within(A_POINT / 2));
        assertThat(hundred.percentile(42)).isCloseTo(41.5, within(1e-9));
    }

    /** Of 200 accounts 80 have 0, 40 have 5 and the others 6, 7 … 85. */
    @ParameterizedTest
    @CsvSource({"0, 20", "5, 50", "2.5, 40", "45.5, 80", "-1, 0"})
    void shouldCountHalfOfThoseThatHaveAsMuch(double number, double percentile) {
        double[] numbers =
                DoubleStream.concat(
                                DoubleStream.concat(
                                        DoubleStream.generate(() -> 0).limit(80),
                                        DoubleStream.generate(() -> 5).limit(40)),
                                IntStream.rangeClosed(6, 85).asDoubleStream())
                        .toArray();

        assertThat(Quantiles.of(numbers).percentile(number)).isCloseTo(percentile, within(A_POINT));
    }

    @Test
    void shouldPutAllInTheMiddleWhoAreAllTheSame() {
        double[] same = new double[30];
        Arrays.fill(same, 7);

        assertThat(Quantiles.of(same).percentile(7)).isEqualTo(50);
        assertThat(Quantiles.of(same).percentile(6.9)).isZero();
        assertThat(Quantiles.of(same).percentile(7.1)).isEqualTo(100);
    }

    @Test
    void shouldReadWhatSomebodyMadeUpInProportion() {
        var told = new Quantiles(100, List.of(0.0, 12.0, 80.0));

        assertThat(told.percentile(0)).isZero();
        assertThat(told.percentile(6)).isEqualTo(25);
        assertThat(told.percentile(12)).isEqualTo(50);
        assertThat(told.percentile(46)).isEqualTo(75);
        assertThat(told.percentile(80)).isEqualTo(100);
    }

    @Test
    void shouldNeverFallForALargerNumberAndBeNearTheRealShare() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int run = 0; run < 2_000; run++) {
            // Given: few different numbers or many, close together or far apart
            int many = 1 + random.nextInt(300);
            int different = 1 + random.nextInt(40);
            double scale = Math.pow(10, random.nextInt(-6, 12));
            double[] numbers =
                    DoubleStream.generate(() -> (random.nextInt(different) - 3) * scale)
                            .limit(many)
                            .toArray();
            // When
            Quantiles quantiles = Quantiles.of(numbers);
            // Then
            double before = 0;
            for (int at = -5; at < different; at++) {
                double number = (at + (random.nextBoolean() ? 0 : random.nextDouble())) * scale;
                double percentile = quantiles.percentile(number);
                assertThat(percentile)
                        .as("rerun with -Dseed=%d, run %d", seed, run)
                        .isBetween(before, 100.0);
                before = percentile;
            }
            double one = numbers[random.nextInt(many)];
            double real =
                    100
                            * (Arrays.stream(numbers).filter(it -> it < one).count()
                                    + Arrays.stream(numbers).filter(it -> it == one).count() / 2.0)
                            / many;
            assertThat(quantiles.percentile(one))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isCloseTo(real, within(A_POINT + 50.0 / many));
        }
    }

    @Test
    void shouldRefuseNumbersThatDoNotRise() {
        assertThatThrownBy(() -> new Quantiles(30, List.of(1.0, 0.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quantiles must rise");
    }
}
