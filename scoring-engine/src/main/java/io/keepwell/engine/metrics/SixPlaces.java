package io.keepwell.engine.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as verdicts keep them: with six decimal places. */
public final class SixPlaces {

    private static final int SCALE = 6;
    private static final double MILLION = 1_000_000;

    /** Up to here a double's own error, in millionths, is far below {@link #TOO_CLOSE}. */
    private static final double EXACT_MAX = 1_000_000;

    /** Nearer than this to half a millionth, only the decimal digits tell where it belongs. */
    private static final double TOO_CLOSE = 0.01;

    private SixPlaces() {}

    /**
     * Rounds what an expression came to.
     *
     * @param number finite
     * @return the decimal number that is written the shortest and is the same double, rounded to
     *     six places, halves away from zero
     */
    public static BigDecimal of(double number) {
        double millionths = number * MILLION;
        double rounded = Math.rint(millionths);
        return Math.abs(number) < EXACT_MAX
                        && Math.abs(Math.abs(millionths - rounded) - 0.5) > TOO_CLOSE
                ? BigDecimal.valueOf((long) rounded, SCALE)
                // Writing a double as digits takes ten times as long.
                : BigDecimal.valueOf(number).setScale(SCALE, RoundingMode.HALF_UP);
    }
}
