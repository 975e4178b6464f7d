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
 * @param opensInWorkingDays working days from that day until it is opened, at most {@code
 *     dueInWorkingDays}; absent where that is at once
 * @param approvedBy the role whose leave it needs before it is opened; then it is due so many
 *     working days after that was given; absent where it needs none (requirement A12)
 */
public record TaskSpec(
        String id,
        String title,
        @Nullable String description,
        String role,
        int dueInWorkingDays,
        @Nullable Integer opensInWorkingDays,
        @Nullable String approvedBy) {

    /** The role that the account's own customer success manager fills. */
    public static final String CSM = "csm";

    /** Checks that it is opened before it is due, and approved by somebody else. */
    public TaskSpec {
        if (opensInWorkingDays != null && opensInWorkingDays > dueInWorkingDays) {
            throw new IllegalArgumentException(
                    "opensInWorkingDays must be at most dueInWorkingDays, %d, was %d"
                            .formatted(dueInWorkingDays, opensInWorkingDays));
        }
        if (role.equals(approvedBy)) {
            throw new IllegalArgumentException("approvedBy must be another role than " + role);
        }
    }

    /**
     * That is opened at once, and needs nobody's leave.
     *
     * @param id unique within the play
     * @param title what to do, in one line
     * @param description how to do it
     * @param role whose kind of work it is
     * @param dueInWorkingDays working days from the day on which the play starts, 0 or more
     */
    public TaskSpec(
            String id,
            String title,
            @Nullable String description,
            String role,
            int dueInWorkingDays) {
        this(id, title, description, role, dueInWorkingDays, null, null);
    }
}
