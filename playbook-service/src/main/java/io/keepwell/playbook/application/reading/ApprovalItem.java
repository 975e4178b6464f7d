package io.keepwell.playbook.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.model.play.Approval;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whose leave a task needs, and what was said. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Approval",
        description = "Whose leave the task needs before it is opened, and what was said.")
public record ApprovalItem(
        @Schema(description = "Whose it is to give.", required = true, examples = "vp-cs")
                String role,
        @Schema(
                        description =
                                "Who fills that role; absent where nobody is named for it: then a"
                                        + " lead decides.")
                @Nullable String approver,
        @Schema(
                        description = "What was said; absent while it waits.",
                        enumeration = {"approved", "refused"})
                @Nullable String decision,
        @Schema(description = "When.") @Nullable Instant decidedAt,
        @Schema(description = "By whom.") @Nullable String decidedBy,
        @Schema(description = "Why, or under which terms.") @Nullable String note) {

    /**
     * Shows an approval.
     *
     * @param approval the approval, if one is needed
     * @return the item; null where none is
     */
    public static @Nullable ApprovalItem of(@Nullable Approval approval) {
        if (approval == null) {
            return null;
        }
        var decision = approval.decision();
        return new ApprovalItem(
                approval.role(),
                approval.approver(),
                decision == null ? null : decision.wireName(),
                approval.decidedAt(),
                approval.decidedBy(),
                approval.note());
    }
}
