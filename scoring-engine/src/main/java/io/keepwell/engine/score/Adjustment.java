package io.keepwell.engine.score;

import io.keepwell.policy.scorecard.Limit;
import java.math.BigDecimal;

/** What moved a score beside its measures. */
public sealed interface Adjustment {

    /**
     * By how much.
     *
     * @return points, below zero if it took some; 0 where it holds and another had gone further
     */
    BigDecimal points();

    /**
     * A limit of the card that holds.
     *
     * @param limit its id
     * @param side which way it limits
     * @param score the limit, 0 to 100
     * @param points by how much it moved the score
     */
    record Limited(String limit, Limit.Side side, BigDecimal score, BigDecimal points)
            implements Adjustment {}

    /**
     * A person's override.
     *
     * @param override whose, and why
     * @param points by how much it moved the score
     */
    record Overridden(ScoreOverride override, BigDecimal points) implements Adjustment {}
}
