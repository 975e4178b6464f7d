package io.keepwell.policy.scorecard;

import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Reads;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One number about an account and what it is worth.
 *
 * @param id unique within the card
 * @param name what people call it
 * @param unit what it counts
 * @param weight its share of the dimension, 0 or more
 * @param value gives the number
 * @param transform how the number becomes a score
 * @param missing what it counts as without data
 * @param carryDays for how many days the last number counts on when there is no data any more; 0
 *     for none
 * @param staleness what becomes of a number whose newest event is old, or null for nothing
 */
public record Measure(
        String id,
        String name,
        Unit unit,
        BigDecimal weight,
        Expression value,
        Transform transform,
        MissingPolicy missing,
        int carryDays,
        @Nullable Staleness staleness) {

    /** Checks weight and days. */
    public Measure {
        Scorecard.requireWeight(id, weight);
        if (carryDays < 0) {
            throw new IllegalArgumentException(
                    "%s: carryDays must be 0 or more, was %d".formatted(id, carryDays));
        }
    }

    /**
     * For how many days it can be carried: what it reads of an earlier day must still be known.
     *
     * @return the days that the card says, or fewer
     */
    public int carryDaysKnown() {
        int window = value.reads().sets().values().stream().max(Integer::compare).orElse(0);
        return window == 0
                ? carryDays
                : Math.max(0, Math.min(carryDays, Reads.SET_DAYS_MAX - window));
    }
}
