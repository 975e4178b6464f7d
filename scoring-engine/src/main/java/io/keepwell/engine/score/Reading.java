package io.keepwell.engine.score;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a measure read from an account's facts.
 *
 * @param value the number; absent when there was no data
 * @param missing what there was no data of; absent when there is a number
 * @param asOf the UTC day up to which the facts behind it are known: a source that has gone silent
 *     freezes its measures
 */
public record Reading(@Nullable BigDecimal value, @Nullable String missing, int asOf) {

    /** Checks that it is one or the other. */
    public Reading {
        if ((value == null) == (missing == null)) {
            throw new IllegalArgumentException("either value or missing must be there");
        }
    }
}
