package io.keepwell.engine.facts;

import java.math.BigDecimal;

/**
 * What a window of a type's days adds up to.
 *
 * @param count how many events
 * @param valued how many of them had a value
 * @param sum the sum of the values, exact
 */
record Totals(long count, long valued, Sum sum) {

    static final Totals NONE = new Totals(0, 0, Sum.ZERO);

    Totals plus(Totals other) {
        return new Totals(count + other.count, valued + other.valued, sum.plus(other.sum));
    }

    /** The sum as people write it. */
    BigDecimal value() {
        return sum.decimal();
    }
}
