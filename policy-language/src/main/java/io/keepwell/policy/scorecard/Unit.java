package io.keepwell.policy.scorecard;

import io.keepwell.model.WireName;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a measure counts, so that people can read its numbers. */
public enum Unit implements WireName {
    /** A plain number. The default. */
    NUMBER("", 0, 2),
    /** A part of a whole, of which 1 is all: 0.41 reads 41 %. */
    SHARE(" %", 2, 1),
    /** Percent already. */
    PERCENT(" %", 0, 1),
    /** Days. */
    DAYS(" days", 0, 0),
    /** Hours. */
    HOURS(" hours", 0, 1);

    private final String sign;
    private final int shift;
    private final int places;

    Unit(String sign, int shift, int places) {
        this.sign = sign;
        this.shift = shift;
        this.places = places;
    }

    /**
     * Writes a number for people.
     *
     * @param number any
     * @return with its unit, rounded half up to what people want to read
     */
    public String words(BigDecimal number) {
        BigDecimal rounded = number.movePointRight(shift).setScale(places, RoundingMode.HALF_UP);
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros())
                        .toPlainString()
                + sign;
    }
}
