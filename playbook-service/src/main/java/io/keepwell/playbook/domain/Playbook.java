package io.keepwell.playbook.domain;

import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.play.Approval;
import io.keepwell.model.play.ApprovalDecision;
import io.keepwell.model.play.Criterion;
import io.keepwell.model.play.Play;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskState;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of plays.
 *
 * @param calendar when tasks are due
 * @param owners whose they are
 */
public record Playbook(WorkCalendar calendar, Owners owners) {

    /**
     * What a health change brings about: runs whose condition has ceased to hold exit, and each
     * play that it triggers starts, or says why not.
     *
     * @param change the change
     * @param account the account as it is known now, which may be newer than the change
     * @param running the account's runs that go on
     * @param plays the plays in force
     * @param at now
     * @param ids names runs and tasks
     * @return what happened, in order
     */
    public List<Happening> react(
            HealthChange change,
            AccountSnapshot account,
            List<Run> running,
            List<Applied<PlaySpec>> plays,
            Instant at,
            Supplier<UUID> ids) {
        var happenings = new ArrayList<Happening>();
        var going = new ArrayList<Run>();
        for (Run run : running) {
            if (Trigger.holds(run.spec().trigger(), change)) {
                going.add(run);
            } else {
                happenings.addAll(exit(run, at, ceased(change)));
            }
        }
        for (Applied<PlaySpec> play : plays) {
            if (Trigger.fires(play.value().trigger(), change)) {
                Optional<Run> before =
                        going.stream().filter(run -> run.isOf(play.ref().id())).findFirst();
                if (before.isEmpty()) {
                    happenings.addAll(start(play, change, account, at, ids));
                } else if (!isToldAlready(before.get(), change)) {
                    happenings.add(skip(play, change, before.get(), at, ids));
                }
            }
        }
        return happenings;
    }

    /**
     * A task is done; with the last of its run's, the run is.
     *
     * @param task the task as it was, open
     * @param run its run, if that goes on
     * @param by by whom
     * @param at now
     * @param outcome what came of it
     * @return what happened, in order
     */
    public static List<Happening> complete(
            Task task, Optional<Run> run, String by, Instant at, String outcome) {
        var happenings = new ArrayList<Happening>();
        happenings.add(
                new Happening.OfTask(TaskChange.COMPLETED, Tasks.completed(task, by, at, outcome)));
        completion(task, run, at).ifPresent(happenings::add);
        return happenings;
    }

    /**
     * It is decided whether a task may be done: it is opened, unless its day is yet to come, or
     * cancelled; with the last of its run's, the run is completed (requirement A12).
     *
     * @param task the task as it was, waiting for an approval
     * @param run its run, if that goes on
     * @param said what was decided
     * @param by by whom
     * @param at now
     * @param note why, or under which terms
     * @return what happened, in order
     */
    public List<Happening> decide(
            Task task,
            Optional<Run> run,
            ApprovalDecision said,
            String by,
            Instant at,
            @Nullable String note) {
        Approval asked = task.approval();
        if (asked == null) {
            throw new IllegalArgumentException(
                    "task %s needs no approval".formatted(task.taskId()));
        }
        Task decided = Tasks.decided(task, asked.decided(said, by, at, note));
        var happenings = new ArrayList<Happening>();
        switch (said) {
            case APPROVED -> {
                happenings.add(new Happening.OfTask(TaskChange.APPROVED, decided));
                LocalDate today = calendar.dateOf(at);
                if (Tasks.isDueToOpen(decided, today)) {
                    Task opened = Tasks.opened(decided, dueOnceOpened(decided, run, today), at);
                    happenings.add(new Happening.OfTask(TaskChange.OPENED, opened));
                }
            }
            case REFUSED -> {
                happenings.add(new Happening.OfTask(TaskChange.REFUSED, decided));
                String reason = "%s refused it%s".formatted(by, note == null ? "" : ": " + note);
                happenings.add(
                        new Happening.OfTask(
                                TaskChange.CANCELLED, Tasks.cancelled(decided, reason)));
                completion(task, run, at).ifPresent(happenings::add);
            }
        }
        return happenings;
    }

    /**
     * The day of a task has come (requirement L4).
     *
     * @param task the task as it was, waiting
     * @param at now
     * @return what happened
     */
    public static List<Happening> open(Task task, Instant at) {
        return List.of(
                new Happening.OfTask(TaskChange.OPENED, Tasks.opened(task, task.dueOn(), at)));
    }

    /**
     * A success criterion has come about, or has not after all (requirement A14).
     *
     * @param run the run
     * @param place which of its criteria, from 0
     * @param isMet whether it has
     * @param by who says so
     * @param at now
     * @return what happened; nothing when it was so before
     */
    public static List<Happening> tick(Run run, int place, boolean isMet, String by, Instant at) {
        var criteria = new ArrayList<>(run.criteria());
        Criterion before = criteria.get(place);
        if (before.met() == isMet) {
            return List.of();
        }
        criteria.set(
                place,
                isMet ? new Criterion(before.text(), at, by) : Criterion.unmet(before.text()));
        return List.of(new Happening.OfPlay(PlayChange.TICKED, run.ticked(criteria)));
    }

    /**
     * Somebody says what came of a run, which ends it (requirement A14).
     *
     * @param run the run, going on or exited
     * @param outcome what, in a word of the play's
     * @param by who
     * @param at now
     * @param reason what they say besides
     * @return what happened, in order
     */
    public static List<Happening> close(
            Run run, String outcome, String by, Instant at, @Nullable String reason) {
        var happenings = new ArrayList<Happening>();
        happenings.add(
                new Happening.OfPlay(PlayChange.CLOSED, run.closed(outcome, by, at, reason)));
        happenings.addAll(cancelled(run, "its play was closed: " + outcome));
        return happenings;
    }

    /**
     * An account's profile changed: the tasks that were its former manager's by the rule go to the
     * new one, and so does the leave that a manager has to give.
     *
     * @param open the account's open tasks
     * @param before the account as it was
     * @param after the account as it is
     * @return what happened, in order
     */
    public List<Happening> handOver(
            List<Task> open, AccountSnapshot before, AccountSnapshot after) {
        return open.stream()
                .flatMap(task -> {
                    Task next = handedOver(task, before, after);
                    return next.equals(task)
                            ? Stream.empty()
                            : Stream.<Happening>of(
                                    new Happening.OfTask(TaskChange.REASSIGNED, next));
                })
                .toList();
    }

    private Task handedOver(Task task, AccountSnapshot before, AccountSnapshot after) {
        String owner =
                owners.movesOn(task.owner(), task.ownerRole(), before, after)
                        ? owners.of(task.ownerRole(), after)
                        : task.owner();
        Approval asked = task.approval();
        return Tasks.handedOver(task, owner, asked == null ? null : owners.asked(asked, after));
    }

    private List<Happening> start(
            Applied<PlaySpec> play,
            HealthChange change,
            AccountSnapshot account,
            Instant at,
            Supplier<UUID> ids) {
        PlaySpec spec = play.value();
        UUID playId = ids.get();
        List<Task> tasks =
                spec.tasks().stream()
                        .map(task -> planned(task, ids.get(), playId, account, at))
                        .toList();
        var happenings = new ArrayList<Happening>();
        happenings.add(
                new Happening.OfPlay(
                        PlayChange.STARTED,
                        new Run(
                                change.accountId(),
                                new Play(
                                        playId,
                                        play.ref(),
                                        spec.category(),
                                        PlayState.RUNNING,
                                        change.account(),
                                        at,
                                        change.id(),
                                        tasks.size(),
                                        null,
                                        null,
                                        spec.riskLevelIn(change.account().segment()),
                                        criteria(spec),
                                        null,
                                        null),
                                spec,
                                change.health().asOf(),
                                tasks)));
        tasks.forEach(task ->
                happenings.add(
                        new Happening.OfTask(
                                task.state() == TaskState.OPEN
                                        ? TaskChange.OPENED
                                        : TaskChange.WAITING,
                                task)));
        return happenings;
    }

    private Task planned(
            TaskSpec task, UUID taskId, UUID playId, AccountSnapshot account, Instant at) {
        LocalDate today = calendar.dateOf(at);
        int opens = opensIn(task);
        LocalDate opensOn = opens == 0 ? null : calendar.dueOn(today, opens);
        String role = task.approvedBy();
        Approval approval = role == null ? null : Approval.of(role, owners.approver(role, account));
        return new Task(
                taskId,
                playId,
                task.id(),
                opensOn == null && approval == null ? TaskState.OPEN : TaskState.WAITING,
                account,
                task.title(),
                task.description(),
                owners.of(task.role(), account),
                task.role(),
                calendar.dueOn(today, task.dueInWorkingDays()),
                at,
                null,
                null,
                null,
                null,
                opensOn,
                approval);
    }

    /** As many working days after it is opened as it would have had without an approval. */
    private LocalDate dueOnceOpened(Task task, Optional<Run> run, LocalDate today) {
        return run.stream()
                .flatMap(it -> it.spec().tasks().stream())
                .filter(spec -> spec.id().equals(task.step()))
                .findFirst()
                .map(spec -> calendar.dueOn(today, spec.dueInWorkingDays() - opensIn(spec)))
                .orElse(task.dueOn());
    }

    private static int opensIn(TaskSpec task) {
        Integer days = task.opensInWorkingDays();
        return days == null ? 0 : days;
    }

    private static @Nullable List<Criterion> criteria(PlaySpec spec) {
        return spec.successCriteria().isEmpty()
                ? null
                : spec.successCriteria().stream().map(Criterion::unmet).toList();
    }

    /** That a run is done with a task, its last; one that people close is not. */
    private static Optional<Happening> completion(Task task, Optional<Run> run, Instant at) {
        return run.filter(it -> it.spec().outcomes() == null)
                .filter(it ->
                        it.open().stream().allMatch(open -> open.taskId().equals(task.taskId())))
                .<Happening>map(it -> new Happening.OfPlay(PlayChange.COMPLETED, it.completed(at)));
    }

    private static Happening skip(
            Applied<PlaySpec> play,
            HealthChange change,
            Run before,
            Instant at,
            Supplier<UUID> ids) {
        return new Happening.OfPlay(
                PlayChange.SKIPPED,
                new Run(
                        change.accountId(),
                        new Play(
                                ids.get(),
                                play.ref(),
                                play.value().category(),
                                PlayState.SKIPPED,
                                change.account(),
                                at,
                                change.id(),
                                0,
                                at,
                                "one is going on since " + before.play().triggeredAt(),
                                null,
                                null,
                                null,
                                null),
                        play.value(),
                        change.health().asOf(),
                        List.of()));
    }

    private static List<Happening> exit(Run run, Instant at, String reason) {
        var happenings = new ArrayList<Happening>();
        happenings.add(new Happening.OfPlay(PlayChange.EXITED, run.exited(at, reason)));
        happenings.addAll(cancelled(run, reason));
        return happenings;
    }

    private static List<Happening> cancelled(Run run, String reason) {
        return run.open().stream()
                .<Happening>map(task ->
                        new Happening.OfTask(TaskChange.CANCELLED, Tasks.cancelled(task, reason)))
                .toList();
    }

    private static String ceased(HealthChange change) {
        return "its condition ceased to hold: the account is %s%s"
                .formatted(
                        change.health().status().wireName(),
                        change.health().signals().isEmpty()
                                ? " without signals"
                                : " with " + String.join(", ", change.health().signals()));
    }

    /**
     * A judgement that moves the status and raises signals is told in several messages, each with
     * the health after all of it. The first that triggers a play speaks for the others.
     */
    private static boolean isToldAlready(Run before, HealthChange change) {
        return change instanceof SignalRaisedV1 && before.judgedAt().equals(change.health().asOf());
    }
}
