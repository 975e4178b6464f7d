package io.keepwell.playbook.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.playbook.domain.Run;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A run of a play in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A play that was begun for an account, or why it was skipped.")
public record PlayItem(
        @Schema(description = "Names this play.", required = true) UUID playId,
        @Schema(description = "The company's own id of the account.", required = true)
                String accountId,
        @Schema(description = "The play, and the version that it started with.", required = true)
                PolicyRef play,
        @Schema(description = "What people call the play.", required = true) String name,
        @Schema(
                        description = "What it is for.",
                        required = true,
                        enumeration = {"risk", "expansion", "lifecycle"})
                String category,
        @Schema(
                        description = "Where it is in its life.",
                        required = true,
                        enumeration = {"running", "completed", "exited", "closed", "skipped"})
                String state,
        @Schema(description = "The account when the play was triggered.", required = true)
                AccountSnapshot account,
        @Schema(description = "When it was triggered.", required = true) Instant triggeredAt,
        @Schema(description = "The health change that triggered it.", required = true)
                UUID healthChangeId,
        @Schema(description = "How many tasks it has.", required = true) int taskCount,
        @Schema(description = "When it ended.") @Nullable Instant endedAt,
        @Schema(description = "Why it was skipped, exited or closed.") @Nullable String reason,
        @Schema(
                        description =
                                "How much the account was at risk when it was triggered; absent"
                                        + " where the play does not say.",
                        enumeration = {"critical", "high", "medium"})
                @Nullable String riskLevel,
        @Schema(
                        description =
                                "What came of it, in a word of the play's; absent until somebody"
                                        + " closes it.",
                        examples = "saved")
                @Nullable String outcome,
        @Schema(description = "Who closed it.") @Nullable String closedBy) {

    /**
     * Shows a run.
     *
     * @param run the run
     * @return the item
     */
    public static PlayItem of(Run run) {
        var play = run.play();
        var riskLevel = play.riskLevel();
        return new PlayItem(
                play.playId(),
                run.accountId().value(),
                play.play(),
                run.spec().name(),
                play.category().wireName(),
                play.state().wireName(),
                play.account(),
                play.triggeredAt(),
                play.healthChangeId(),
                play.taskCount(),
                play.endedAt(),
                play.reason(),
                riskLevel == null ? null : riskLevel.wireName(),
                play.outcome(),
                play.closedBy());
    }
}
