package io.keepwell.model.health;

import io.keepwell.model.Require;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One part of a change of the score.
 *
 * @param kind why
 * @param dimension the card's dimension; absent where the part is of the whole score
 * @param measure the dimension's measure; absent where the part is of the whole dimension
 * @param limit the card's cap or floor that did it, if one did
 * @param points how many points it added, below zero if it took some
 */
public record ChangePart(
        CauseKind kind,
        @Nullable String dimension,
        @Nullable String measure,
        @Nullable String limit,
        BigDecimal points) {

    /** Brings the points to their one spelling. */
    public ChangePart {
        points = Require.decimal("points", points);
    }
}
