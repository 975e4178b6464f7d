package io.keepwell.model.play;

import io.keepwell.model.health.AccountSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task for one account as it stands.
 *
 * @param taskId names the task
 * @param playId the play that it belongs to, if any
 * @param step the play's step that it was made from
 * @param state where it is in its life
 * @param account the account when its play started
 * @param title what to do, in one line
 * @param description how to do it
 * @param owner who is to do it; absent while the role is not filled
 * @param ownerRole whose kind of work it is: {@code csm}, {@code cs-manager} …
 * @param dueOn the day by whose end it is to be done; of one that waits for an approval, as if that
 *     came at once
 * @param openedAt when it was opened; of one that waits, since when
 * @param completedAt when it was done
 * @param completedBy by whom
 * @param outcome what came of it
 * @param reason why it was cancelled
 * @param opensOn the day on which it is opened; absent where that is the day on which its play
 *     starts
 * @param approval whose leave it needs; absent where it needs none
 */
public record Task(
        UUID taskId,
        @Nullable UUID playId,
        @Nullable String step,
        TaskState state,
        AccountSnapshot account,
        String title,
        @Nullable String description,
        @Nullable String owner,
        String ownerRole,
        LocalDate dueOn,
        Instant openedAt,
        @Nullable Instant completedAt,
        @Nullable String completedBy,
        @Nullable String outcome,
        @Nullable String reason,
        @Nullable LocalDate opensOn,
        @Nullable Approval approval) {

    /** Checks that a completed task says when. */
    public Task {
        if ((state == TaskState.COMPLETED) != (completedAt != null)) {
            throw new IllegalArgumentException(
                    "completedAt must be there when the task is completed, and only then");
        }
    }
}
