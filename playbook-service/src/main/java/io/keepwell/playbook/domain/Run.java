package io.keepwell.playbook.domain;

import io.keepwell.model.AccountId;
import io.keepwell.model.play.Play;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskState;
import io.keepwell.policy.reaction.PlaySpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a play for an account.
 *
 * @param accountId the account
 * @param play as it stands
 * @param spec the play as it was written when the run began: it keeps that version
 * @param judgedAt when the account was judged, with the judgement that triggered it
 * @param open those of its tasks that are still to be done, in the order of the play
 */
public record Run(
        AccountId accountId, Play play, PlaySpec spec, Instant judgedAt, List<Task> open) {

    /**
     * What began first comes first; what began at once has the order of the ids as they are
     * written.
     */
    public static final Comparator<Run> BY_BEGINNING =
            Comparator.comparing((Run run) -> run.play().triggeredAt())
                    .thenComparing(run -> run.id().toString());

    /** Copies the list. */
    public Run {
        open = List.copyOf(open);
    }

    /**
     * Names it.
     *
     * @return the id
     */
    public UUID id() {
        return play.playId();
    }

    /**
     * Whether a play is meant.
     *
     * @param id the play's id within the bundle
     * @return true when this is a run of it, in whatever version
     */
    public boolean isOf(String id) {
        return play.play().id().equals(id);
    }

    /**
     * Whether it goes on.
     *
     * @return true until it is completed or exits; never true of one that was skipped
     */
    public boolean isRunning() {
        return play.state() == PlayState.RUNNING;
    }

    /**
     * After something happened to a task.
     *
     * @param task as it stands after it; one that is not among this run's open ones changes nothing
     * @return the run, without the task when that is no longer open
     */
    public Run with(Task task) {
        return new Run(
                accountId,
                play,
                spec,
                judgedAt,
                open.stream()
                        .map(it -> it.taskId().equals(task.taskId()) ? task : it)
                        .filter(it -> it.state() == TaskState.OPEN)
                        .toList());
    }

    Run exited(Instant at, String reason) {
        return ended(PlayState.EXITED, at, reason);
    }

    Run completed(Instant at) {
        return ended(PlayState.COMPLETED, at, null);
    }

    private Run ended(PlayState state, Instant at, @Nullable String reason) {
        return new Run(
                accountId,
                new Play(
                        play.playId(),
                        play.play(),
                        play.category(),
                        state,
                        play.account(),
                        play.triggeredAt(),
                        play.healthChangeId(),
                        play.taskCount(),
                        at,
                        reason),
                spec,
                judgedAt,
                List.of());
    }
}
