package io.keepwell.policy.account;

import org.jspecify.annotations.Nullable;

/**
 * A stage of an account's life. It holds when all the ranges that it names do.
 *
 * @param id unique within its set
 * @param name what people call it
 * @param daysSinceStart by whole days since the trait {@code contractStartedOn}
 * @param daysToRenewal by whole days until the trait {@code renewalDate}; negative once it passed
 */
public record Stage(
        String id,
        String name,
        @Nullable DayRange daysSinceStart,
        @Nullable DayRange daysToRenewal) {

    /** Checks that there is something to go by. */
    public Stage {
        if (daysSinceStart == null && daysToRenewal == null) {
            throw new IllegalArgumentException(
                    id + ": a stage needs daysSinceStart or daysToRenewal");
        }
    }
}
