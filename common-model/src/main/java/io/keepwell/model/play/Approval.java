package io.keepwell.model.play;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose leave a task needs before it is opened (requirement A12, "if justified").
 *
 * @param role whose it is to give: {@code vp-cs} …
 * @param approver who fills that role; absent where nobody is named for it, so that a lead decides
 * @param decision what was said; absent while it waits
 * @param decidedAt when
 * @param decidedBy by whom
 * @param note why, or under which terms
 */
public record Approval(
        String role,
        @Nullable String approver,
        @Nullable ApprovalDecision decision,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String note) {

    /** Checks that a decision says when and by whom. */
    public Approval {
        if ((decision == null) != (decidedAt == null)
                || (decision == null) != (decidedBy == null)) {
            throw new IllegalArgumentException(
                    "decision, decidedAt and decidedBy must all be there, or none of them");
        }
    }

    /**
     * One that is asked for.
     *
     * @param role whose it is to give
     * @param approver who fills that role, if anybody does
     * @return the approval, undecided
     */
    public static Approval of(String role, @Nullable String approver) {
        return new Approval(role, approver, null, null, null, null);
    }

    /**
     * Whether it is still asked for.
     *
     * @return true until somebody decides
     */
    public boolean pending() {
        return decision == null;
    }

    /**
     * Somebody decides.
     *
     * @param said what
     * @param by who
     * @param at when
     * @param why or under which terms
     * @return decided
     */
    public Approval decided(ApprovalDecision said, String by, Instant at, @Nullable String why) {
        return new Approval(role, approver, said, at, by, why);
    }
}
