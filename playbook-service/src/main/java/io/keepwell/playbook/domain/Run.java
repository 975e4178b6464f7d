package io.keepwell.playbook.domain;

import io.keepwell.model.AccountId;
import io.keepwell.model.play.Criterion;
import io.keepwell.model.play.Play;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.Task;
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
 * @param open those of its tasks that are still to be done, open or waiting, in the order of the
 *     play
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
     * @return the run, without the task when that is no longer to be done
     */
    public Run with(Task task) {
        return new Run(
                accountId,
                play,
                spec,
                judgedAt,
                open.stream()
                        .map(it -> it.taskId().equals(task.taskId()) ? task : it)
                        .filter(Tasks::isToDo)
                        .toList());
    }

    /**
     * What must have come about for it to have worked.
     *
     * @return as far as it is met; none where nothing must
     */
    public List<Criterion> criteria() {
        List<Criterion> told = play.criteria();
        return told == null ? List.of() : told;
    }

    /** Ticked, or no longer met. */
    Run ticked(List<Criterion> criteria) {
        return new Run(
                accountId,
                new Play(
                        play.playId(),
                        play.play(),
                        play.category(),
                        play.state(),
                        play.account(),
                        play.triggeredAt(),
                        play.healthChangeId(),
                        play.taskCount(),
                        play.endedAt(),
                        play.reason(),
                        play.riskLevel(),
                        criteria,
                        play.outcome(),
                        play.closedBy()),
                spec,
                judgedAt,
                open);
    }

    /** What came of it is said; one that has exited before ended then. */
    Run closed(String outcome, String by, Instant at, @Nullable String reason) {
        Instant ended = play.endedAt();
        return ended(
                PlayState.CLOSED,
                ended == null ? at : ended,
                reason == null ? play.reason() : reason,
                outcome,
                by);
    }

    Run exited(Instant at, String reason) {
        return ended(PlayState.EXITED, at, reason, null, null);
    }

    Run completed(Instant at) {
        return ended(PlayState.COMPLETED, at, null, null, null);
    }

    private Run ended(
            PlayState state,
            Instant at,
            @Nullable String reason,
            @Nullable String outcome,
            @Nullable String closedBy) {
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
                        reason,
                        play.riskLevel(),
                        play.criteria(),
                        outcome,
                        closedBy),
                spec,
                judgedAt,
                List.of());
    }
}
