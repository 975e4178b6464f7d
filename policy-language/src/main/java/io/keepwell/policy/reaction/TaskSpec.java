package io.keepwell.policy.reaction;

import org.jspecify.annotations.Nullable;

/**
 * A task of a play as it is written.
 *
 * @param id unique within the play
 * @param title what to do, in one line
 * @param description how to do it
 * @param role whose kind of work it is: {@code csm}, {@code cs-manager} …
 * @param dueInWorkingDays working days from the day on which the play starts, 0 or more; a task of
 *     0 is due on that day itself
 */
public record TaskSpec(
        String id, String title, @Nullable String description, String role, int dueInWorkingDays) {

    /** The role that the account's own customer success manager fills. */
    public static final String CSM = "csm";
}
