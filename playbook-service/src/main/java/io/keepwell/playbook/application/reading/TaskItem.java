package io.keepwell.playbook.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A task as people see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A task for one account. What is not known is absent.")
public record TaskItem(
        @Schema(description = "Names the task.", required = true) UUID taskId,
        @Schema(description = "The company's own id of the account.", required = true)
                String accountId,
        @Schema(description = "The play that it belongs to.") @Nullable UUID playId,
        @Schema(description = "The play's step that it was made from.") @Nullable String step,
        @Schema(
                        description = "Where it is in its life.",
                        required = true,
                        enumeration = {"waiting", "open", "completed", "cancelled"})
                String state,
        @Schema(description = "The account when the task was opened.", required = true)
                AccountSnapshot account,
        @Schema(description = "What to do, in one line.", required = true) String title,
        @Schema(description = "How to do it.") @Nullable String description,
        @Schema(description = "Who is to do it; absent while nobody is known.")
                @Nullable String owner,
        @Schema(description = "Whose kind of work it is.", required = true, examples = "csm")
                String ownerRole,
        @Schema(description = "The day by whose end it is to be done.", required = true)
                LocalDate dueOn,
        @Schema(description = "Whether it is open and that day has passed.", required = true)
                boolean overdue,
        @Schema(description = "When it was opened.", required = true) Instant openedAt,
        @Schema(description = "When it was done.") @Nullable Instant completedAt,
        @Schema(description = "By whom.") @Nullable String completedBy,
        @Schema(description = "What came of it.") @Nullable String outcome,
        @Schema(description = "Why it was cancelled.") @Nullable String reason,
        @Schema(
                        description =
                                "The day on which it is opened; absent where that is the day on"
                                        + " which its play starts.")
                @Nullable LocalDate opensOn,
        @Schema(description = "Whose leave it needs; absent where it needs none.")
                @Nullable ApprovalItem approval) {

    /**
     * Shows a task.
     *
     * @param accountId the account
     * @param task the task
     * @param today the date where the people are
     * @return the item
     */
    public static TaskItem of(String accountId, Task task, LocalDate today) {
        return new TaskItem(
                task.taskId(),
                accountId,
                task.playId(),
                task.step(),
                task.state().wireName(),
                task.account(),
                task.title(),
                task.description(),
                task.owner(),
                task.ownerRole(),
                task.dueOn(),
                task.state() == TaskState.OPEN && task.dueOn().isBefore(today),
                task.openedAt(),
                task.completedAt(),
                task.completedBy(),
                task.outcome(),
                task.reason(),
                task.opensOn(),
                ApprovalItem.of(task.approval()));
    }
}
