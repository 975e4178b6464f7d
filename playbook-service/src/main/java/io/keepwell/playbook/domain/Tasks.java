package io.keepwell.playbook.domain;

import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may become of an open task. */
public final class Tasks {

    private Tasks() {}

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
        return moved(task, TaskState.COMPLETED, task.owner(), at, by, outcome, null);
    }

    /**
     * No longer needed.
     *
     * @param task an open task
     * @param reason why
     * @return the task after it
     */
    public static Task cancelled(Task task, String reason) {
        return moved(task, TaskState.CANCELLED, task.owner(), null, null, null, reason);
    }

    /**
     * Another's.
     *
     * @param task an open task
     * @param owner whose now; null for nobody's
     * @return the task after it
     */
    public static Task reassigned(Task task, @Nullable String owner) {
        return moved(task, TaskState.OPEN, owner, null, null, null, null);
    }

    private static Task moved(
            Task task,
            TaskState state,
            @Nullable String owner,
            @Nullable Instant completedAt,
            @Nullable String completedBy,
            @Nullable String outcome,
            @Nullable String reason) {
        if (task.state() != TaskState.OPEN) {
            throw new IllegalStateException(
                    "task %s is %s".formatted(task.taskId(), task.state().wireName()));
        }
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
                task.dueOn(),
                task.openedAt(),
                completedAt,
                completedBy,
                outcome,
                reason);
    }
}
