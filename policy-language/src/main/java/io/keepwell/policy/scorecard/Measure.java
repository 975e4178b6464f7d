package io.keepwell.policy.scorecard;

import java.math.BigDecimal;

/**
 * One number about an account and what it is worth.
 *
 * @param id unique within the card
 * @param weight its share of the dimension, 0 or more
 * @param value the expression that gives the number
 * @param transform how the number becomes a score
 */
public record Measure(String id, BigDecimal weight, String value, Transform transform) {

    /** Checks the weight. */
    public Measure {
        Scorecard.requireWeight(id, weight);
    }
}
