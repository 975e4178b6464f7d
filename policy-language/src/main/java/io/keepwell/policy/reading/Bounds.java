package io.keepwell.policy.reading;

import io.keepwell.model.Require;
import java.math.BigDecimal;

/**
 * What a number may be.
 *
 * @param words completes: it must be …
 */
record Bounds(BigDecimal min, BigDecimal max, String words) {

    static final Bounds ANY =
            new Bounds(
                    Require.VALUE_MAX.negate(),
                    Require.VALUE_MAX,
                    "from -%1$s to %1$s".formatted(Require.VALUE_MAX));
    static final Bounds WEIGHT = new Bounds(BigDecimal.ZERO, Require.VALUE_MAX, "0 or more");
    static final Bounds SCORE =
            new Bounds(BigDecimal.ZERO, BigDecimal.valueOf(100), "from 0 to 100");
    // The smallest number above 0 that may be written, see Fields.
    private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(20);
    static final Bounds ABOVE_ZERO = new Bounds(LEAST, Require.VALUE_MAX, "above 0");
    static final Bounds SCORE_ABOVE_ZERO =
            new Bounds(LEAST, BigDecimal.valueOf(100), "above 0, at most 100");
    static final Bounds SHARE = new Bounds(BigDecimal.ZERO, BigDecimal.ONE, "from 0 to 1");
    // A century either way.
    static final Bounds DAYS =
            new Bounds(
                    BigDecimal.valueOf(-36_525),
                    BigDecimal.valueOf(36_525),
                    "from -36525 to 36525");
    // As far back as facts reach.
    static final Bounds PAST_DAYS =
            new Bounds(BigDecimal.ONE, BigDecimal.valueOf(400), "from 1 to 400");
    static final Bounds OVERRIDE_DAYS =
            new Bounds(BigDecimal.ZERO, BigDecimal.valueOf(365), "from 0 to 365");
    // An alert that is open for longer is not helped by another step.
    static final Bounds LADDER_DAYS =
            new Bounds(BigDecimal.TWO, BigDecimal.valueOf(400), "from 2 to 400");
    // A year of work.
    static final Bounds WORKING_DAYS =
            new Bounds(BigDecimal.ZERO, BigDecimal.valueOf(250), "from 0 to 250");

    boolean contain(BigDecimal number) {
        return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
    }
}
