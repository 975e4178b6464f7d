package io.keepwell.engine.metrics;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been found out about an account beyond its facts, for expressions that ask for it.
 *
 * @param segment its segment, if it has one
 * @param stage its stage, if it has one
 * @param status its status
 * @param score its exact score, if it has one
 * @param comparable the score that may have fallen: without a person's word, and absent where too
 *     little is known for a status
 * @param trail how high that one has been
 * @param risk how endangered it is, 0 to 100; absent where that is not known
 * @param signals the signals that hold
 */
public record Standing(
        @Nullable String segment,
        @Nullable String stage,
        Status status,
        @Nullable BigDecimal score,
        @Nullable BigDecimal comparable,
        ScoreTrail trail,
        @Nullable BigDecimal risk,
        Set<String> signals) {

    /** Nothing has been found out yet. */
    public static final Standing NONE =
            new Standing(null, null, Status.UNKNOWN, null, null, ScoreTrail.NONE, null, Set.of());

    /** Copies the set. */
    public Standing {
        signals = Set.copyOf(signals);
    }

    /**
     * The same, with one more signal that holds.
     *
     * @param signal its id
     * @return a standing that knows of it
     */
    public Standing with(String signal) {
        var more = new HashSet<>(signals);
        more.add(signal);
        return new Standing(segment, stage, status, score, comparable, trail, risk, more);
    }
}
