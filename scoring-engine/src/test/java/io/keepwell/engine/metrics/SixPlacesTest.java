package io.keepwell.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SixPlacesTest {

    private static final int NUMBERS = 500_000;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                5,
                -5,
                0.1,
                0.0000005,
                -0.0000005,
                0.0000015,
                1.0000005,
                2.0000025,
                999_999.9999995,
                1e6,
                1e15,
                1e22,
                1e300,
                1e-300,
                0.333333333333,
                1 / 7.0
            })
    void shouldRoundTheShortestDecimal(double number) {
        assertThat(SixPlaces.of(number)).isEqualTo(digits(number));
    }

    @Test
    void shouldRoundAllNumbersAsTheirDigitsSay() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < NUMBERS; run++) {
            double number = number(random);
            assertThat(SixPlaces.of(number))
                    .as("%s, rerun with -Dseed=%d, run %d", number, seed, run)
                    .isEqualTo(digits(number));
        }
    }

    /** Ratios, sums, and what lies at half a millionth or beside it. */
    private static double number(RandomGenerator random) {
        double number =
                switch (random.nextInt(4)) {
                    case 0 -> (double) random.nextInt(1_000) / random.nextInt(1, 1_000);
                    case 1 -> random.nextInt(10_000_000) / 10_000_000.0 * 10;
                    case 2 -> (random.nextInt(2_000_000) * 2 + 1) / 2_000_000.0;
                    default -> random.nextDouble() * Math.pow(10, random.nextInt(-9, 12));
                };
        double beside =
                switch (random.nextInt(3)) {
                    case 0 -> Math.nextUp(number);
                    case 1 -> Math.nextDown(number);
                    default -> number;
                };
        return random.nextBoolean() ? beside : -beside;
    }

    private static BigDecimal digits(double number) {
        return BigDecimal.valueOf(number).setScale(6, RoundingMode.HALF_UP);
    }
}
