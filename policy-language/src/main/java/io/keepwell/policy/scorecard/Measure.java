package io.keepwell.policy.scorecard;

import io.keepwell.policy.expression.Expression;
import java.math.BigDecimal;

/**
 * One number about an account and what it is worth.
 *
 * @param id unique within the card
 * @param name what people call it
 * @param weight its share of the dimension, 0 or more
 * @param value gives the number
 * @param transform how the number becomes a score
 * @param missing what it counts as without data
 */
public record Measure(
        String id,
        String name,
        BigDecimal weight,
        Expression value,
        Transform transform,
        MissingPolicy missing) {

    /** Checks the weight. */
    public Measure {
        Scorecard.requireWeight(id, weight);
    }
}
