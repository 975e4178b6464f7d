package io.keepwell.playbook.domain;

import io.keepwell.model.play.Approval;
import io.keepwell.model.play.ApprovalDecision;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What may become of a task that is still to be done. */
public final class Tasks {

    private Tasks() {}

    /**
     * Whether something may become of it.
     *
     * @param task a task
     * @return true while it waits or is open
     */
    public static boolean isToDo(Task task) {
        return task.state() == TaskState.OPEN || task.state() == TaskState.WAITING;
    }

    /**
     * Done.
     *
     * @param task an open task
     * @param by by whom
     * @param at when
     * @param outcome what came of it
     * @return the task after it
     */
    public static Task completed(Task task, String by, Instant at, String outcome) {
        require(task, task.state() == TaskState.OPEN);
        return ended(task, TaskState.COMPLETED, at, by, outcome, null);
    }

    /**
     * No longer needed.
     *
     * @param task an open or waiting task
     * @param reason why
     * @return the task after it
     */
    public static Task cancelled(Task task, String reason) {
        require(task, isToDo(task));
        return ended(task, TaskState.CANCELLED, null, null, null, reason);
    }

    /**
     * Another's.
     *
     * @param task an open or waiting task
     * @param owner whose now; null for nobody's
     * @return the task after it
     */
    public static Task reassigned(Task task, @Nullable String owner) {
        require(task, isToDo(task));
        return with(task, task.state(), owner, task.dueOn(), task.openedAt(), task.approval());
    }

    /**
     * Another's, as the account's profile has it now.
     *
     * @param task an open or waiting task
     * @param owner whose now; null for nobody's
     * @param approval whose leave it needs now; null when it needs none
     * @return the task after it
     */
    static Task handedOver(Task task, @Nullable String owner, @Nullable Approval approval) {
        require(task, isToDo(task));
        return with(task, task.state(), owner, task.dueOn(), task.openedAt(), approval);
    }

    /**
     * Somebody has decided whether it may be done; it still waits.
     *
     * @param task a task that waits for an approval
     * @param approval what was decided
     * @return the task after it
     */
    public static Task decided(Task task, Approval approval) {
        require(task, task.state() == TaskState.WAITING);
        return with(task, TaskState.WAITING, task.owner(), task.dueOn(), task.openedAt(), approval);
    }

    /**
     * To be done from now on.
     *
     * @param task a task that waits
     * @param dueOn the day by whose end
     * @param at when
     * @return the task after it
     */
    public static Task opened(Task task, LocalDate dueOn, Instant at) {
        require(task, task.state() == TaskState.WAITING);
        return with(task, TaskState.OPEN, task.owner(), dueOn, at, task.approval());
    }

    /**
     * Whether nothing but its day keeps it from being opened, and that has come.
     *
     * @param task any task
     * @param today the date where the people are
     * @return true for one that waits, is not to be approved any more, and is not for a later day
     */
    public static boolean isDueToOpen(Task task, LocalDate today) {
        Approval approval = task.approval();
        LocalDate opensOn = task.opensOn();
        return task.state() == TaskState.WAITING
                && (approval == null || approval.decision() == ApprovalDecision.APPROVED)
                && (opensOn == null || !opensOn.isAfter(today));
    }

    private static Task with(
            Task task,
            TaskState state,
            @Nullable String owner,
            LocalDate dueOn,
            Instant openedAt,
            @Nullable Approval approval) {
        return new Task(
                task.taskId(),
                task.playId(),
                task.step(),
                state,
                task.account(),
                task.title(),
                task.description(),
                owner,
                task.ownerRole(),
                dueOn,
                openedAt,
                null,
                null,
                null,
                null,
                task.opensOn(),
                approval);
    }

    private static Task ended(
            Task task,
            TaskState state,
            @Nullable Instant completedAt,
            @Nullable String completedBy,
            @Nullable String outcome,
            @Nullable String reason) {
        return new Task(
                task.taskId(),
                task.playId(),
                task.step(),
                state,
                task.account(),
                task.title(),
                task.description(),
                task.owner(),
                task.ownerRole(),
                task.dueOn(),
                task.openedAt(),
                completedAt,
                completedBy,
                outcome,
                reason,
                task.opensOn(),
                task.approval());
    }

    private static void require(Task task, boolean isAllowed) {
        if (!isAllowed) {
            throw new IllegalStateException(
                    "task %s is %s".formatted(task.taskId(), task.state().wireName()));
        }
    }
}
