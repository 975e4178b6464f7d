package io.keepwell.playbook.domain;

import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.play.Play;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskState;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.PlaySpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

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
        run.filter(it -> it.open().stream().allMatch(open -> open.taskId().equals(task.taskId())))
                .ifPresent(it ->
                        happenings.add(
                                new Happening.OfPlay(PlayChange.COMPLETED, it.completed(at))));
        return happenings;
    }

    /**
     * An account's profile changed: the tasks that were its former manager's by the rule go to the
     * new one.
     *
     * @param open the account's open tasks
     * @param before the account as it was
     * @param after the account as it is
     * @return what happened, in order
     */
    public List<Happening> handOver(
            List<Task> open, AccountSnapshot before, AccountSnapshot after) {
        return open.stream()
                .filter(task -> owners.movesOn(task.owner(), task.ownerRole(), before, after))
                .<Happening>map(task ->
                        new Happening.OfTask(
                                TaskChange.REASSIGNED,
                                Tasks.reassigned(task, owners.of(task.ownerRole(), after))))
                .toList();
    }

    private List<Happening> start(
            Applied<PlaySpec> play,
            HealthChange change,
            AccountSnapshot account,
            Instant at,
            Supplier<UUID> ids) {
        PlaySpec spec = play.value();
        UUID playId = ids.get();
        LocalDate today = calendar.dateOf(at);
        List<Task> tasks =
                spec.tasks().stream()
                        .map(task ->
                                new Task(
                                        ids.get(),
                                        playId,
                                        task.id(),
                                        TaskState.OPEN,
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
                                        null))
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
                                        null),
                                spec,
                                change.health().asOf(),
                                tasks)));
        tasks.forEach(task -> happenings.add(new Happening.OfTask(TaskChange.OPENED, task)));
        return happenings;
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
                                "a run of it is going on since " + before.play().triggeredAt()),
                        play.value(),
                        change.health().asOf(),
                        List.of()));
    }

    private static List<Happening> exit(Run run, Instant at, String reason) {
        var happenings = new ArrayList<Happening>();
        happenings.add(new Happening.OfPlay(PlayChange.EXITED, run.exited(at, reason)));
        run.open()
                .forEach(task ->
                        happenings.add(
                                new Happening.OfTask(
                                        TaskChange.CANCELLED, Tasks.cancelled(task, reason))));
        return happenings;
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
