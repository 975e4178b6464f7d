package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import io.keepwell.model.Require;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of values, exact: a 128-bit fixed-point number of millionths. A value is at most 10^18
 * millionths, so it would take 10^20 events to leave it.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
record Sum(long high, long low) {

    static final Sum ZERO = new Sum(0, 0);

    private static final int FITS_64_BITS = 0;
    private static final int NEEDS_128_BITS = 1;

    /** A value as millionths. Values have at most six decimal places, so nothing is lost. */
    static long millionths(BigDecimal value) {
        return value.movePointRight(Require.VALUE_SCALE).longValueExact();
    }

    static BigDecimal decimal(long millionths) {
        return BigDecimal.valueOf(millionths, Require.VALUE_SCALE);
    }

    Sum plus(long millionths) {
        return plus(new Sum(millionths >> 63, millionths));
    }

    Sum plus(Sum other) {
        long lower = low + other.low;
        long carry = Long.compareUnsigned(lower, low) < 0 ? 1 : 0;
        return new Sum(high + other.high + carry, lower);
    }

    BigDecimal decimal() {
        BigInteger lower = new BigInteger(Long.toUnsignedString(low));
        return new BigDecimal(
                BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower), Require.VALUE_SCALE);
    }

    static Sum read(ByteReader in) {
        if (in.count(NEEDS_128_BITS) == NEEDS_128_BITS) {
            return new Sum(in.fixed(), in.fixed());
        }
        return ZERO.plus(in.signed());
    }

    void write(ByteWriter out) {
        if (high == low >> 63) {
            out.unsigned(FITS_64_BITS);
            out.signed(low);
        } else {
            out.unsigned(NEEDS_128_BITS);
            out.fixed(high);
            out.fixed(low);
        }
    }
}
