package io.keepwell.ingest.domain.event;

import io.keepwell.model.Require;
import java.math.BigDecimal;

/** Numbers as they are sent. */
final class Numbers {

    /** A number with more zeros than this behind the point is zero in the contract's precision. */
    private static final int ZEROS_MAX = 30;

    /** Before the point, those of 10^12; spares comparing 1E+999999999. */
    private static final int DIGITS_MAX = 13;

    private Numbers() {}

    /** Whether the contract can hold a number, once it is tamed. */
    static boolean isWithinLimits(BigDecimal number) {
        return (long) number.precision() - number.scale() <= DIGITS_MAX
                && number.abs().compareTo(Require.VALUE_MAX) <= 0;
    }

    /** Makes rounding cheap: that of 1E-999999999 would need all of its zeros. */
    static BigDecimal tamed(BigDecimal number) {
        return number.signum() == 0 || (long) number.scale() - number.precision() > ZEROS_MAX
                ? BigDecimal.ZERO
                : number;
    }
}
