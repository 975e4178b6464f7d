package io.keepwell.policy.account;

import org.jspecify.annotations.Nullable;

/**
 * A range of days, half-open: the lower bound belongs to it, the upper one does not (D.4 row 8).
 *
 * @param from the first day, or null for no bound
 * @param below the first day after it, or null for no bound
 */
public record DayRange(@Nullable Integer from, @Nullable Integer below) {

    /** Checks that there is a day in it. */
    public DayRange {
        if (from != null && below != null && from >= below) {
            throw new IllegalArgumentException(
                    "from must be less than below, were %d and %d".formatted(from, below));
        }
    }

    /**
     * Whether a day is in it.
     *
     * @param days any
     * @return whether
     */
    public boolean contains(long days) {
        return (from == null || days >= from) && (below == null || days < below);
    }
}
