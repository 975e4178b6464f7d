package io.keepwell.engine.judge;

import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a change is of.
 *
 * @param kind why
 * @param dimension the card's dimension, if it is of one
 * @param measure the dimension's measure, if it is of one
 * @param limit the card's limit, if it is of one
 */
public record PartKey(
        CauseKind kind,
        @Nullable String dimension,
        @Nullable String measure,
        @Nullable String limit) {

    /**
     * Of a part.
     *
     * @param part the part
     * @return all of it but its points
     */
    public static PartKey of(ChangePart part) {
        return new PartKey(part.kind(), part.dimension(), part.measure(), part.limit());
    }

    /**
     * Makes a part.
     *
     * @param points how many points
     * @return the part
     */
    public ChangePart part(BigDecimal points) {
        return new ChangePart(kind, dimension, measure, limit, points);
    }
}
