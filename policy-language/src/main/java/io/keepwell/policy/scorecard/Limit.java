package io.keepwell.policy.scorecard;

import io.keepwell.model.WireName;
import io.keepwell.policy.expression.Expression;
import java.math.BigDecimal;

/**
 * What a score cannot exceed, or fall below, while a condition holds: "no more than 60 without a
 * sponsor". Where a cap and a floor contradict each other, the cap holds.
 *
 * @param id unique within the card
 * @param name what people call it
 * @param side which way it limits
 * @param score the limit, 0 to 100
 * @param when while this holds; not while it cannot be told
 */
public record Limit(String id, String name, Side side, BigDecimal score, Expression when) {

    /** Checks the score. */
    public Limit {
        Transform.requireScore(score);
    }

    /** Which way something limits a score. */
    public enum Side implements WireName {
        /** No more than that. */
        CAP,
        /** No less than that. */
        FLOOR
    }
}
