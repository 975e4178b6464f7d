package io.keepwell.ingest.domain.event;

import java.math.BigDecimal;

/** Numbers as they are sent. */
final class Numbers {

    /** A number with more zeros than this behind the point is zero in the contract's precision. */
    private static final int ZEROS_MAX = 30;

    private Numbers() {}

    /** Makes rounding cheap: that of 1E-999999999 would need all of its zeros. */
    static BigDecimal tamed(BigDecimal number) {
        return (long) number.scale() - number.precision() > ZEROS_MAX ? BigDecimal.ZERO : number;
    }
}
