package io.keepwell.playbook.application;

import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.Tasks;
import io.keepwell.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people do with tasks. */
public final class WorkTasks {

    private final WorkStore store;
    private final InstantSource clock;
    private final Announcer announcer;

    /**
     * With this store.
     *
     * @param store where tasks are kept
     * @param clock when it happens
     * @param ids names messages
     */
    public WorkTasks(WorkStore store, InstantSource clock, Supplier<UUID> ids) {
        this.store = store;
        this.clock = clock;
        this.announcer = new Announcer(ids);
    }

    /**
     * A task is done.
     *
     * @param taskId the task
     * @param outcome what came of it
     * @param caller by whom
     * @param revision what the caller read, or null for whatever it is now
     * @return what became of it; the same again when the same person says so again
     */
    public Uni<Edit> complete(
            UUID taskId, String outcome, Caller caller, @Nullable String revision) {
        return edit(
                taskId,
                caller,
                held -> {
                    Task task = held.task();
                    return switch (task.state()) {
                        case COMPLETED ->
                                Change.none(
                                        caller.name().equals(task.completedBy())
                                                ? done(held, task)
                                                : new Edit.Refused(
                                                        "%s completed the task at %s already"
                                                                .formatted(
                                                                        task.completedBy(),
                                                                        task.completedAt())));
                        case CANCELLED -> Change.none(cancelled(task));
                        case OPEN ->
                                isStale(task, revision)
                                        ? Change.none(new Edit.Changed())
                                        : completed(held, outcome, caller);
                    };
                });
    }

    /**
     * A task goes to somebody.
     *
     * @param taskId the task
     * @param owner whose it is to be
     * @param caller who wants it so
     * @param isLead whether the caller may give away what is not theirs
     * @param revision what the caller read, or null for whatever it is now
     * @return what became of it; the same again when it is theirs already
     */
    public Uni<Edit> reassign(
            UUID taskId, String owner, Caller caller, boolean isLead, @Nullable String revision) {
        return edit(
                taskId,
                caller,
                held -> {
                    Task task = held.task();
                    if (!isLead && !caller.name().equals(task.owner())) {
                        return Change.none(
                                new Edit.Forbidden(
                                        "only its owner or a lead gives a task to another; ask"
                                                + " one of them"));
                    }
                    return switch (task.state()) {
                        case COMPLETED ->
                                Change.none(
                                        new Edit.Refused(
                                                "the task is completed; there is nothing left to"
                                                        + " give to anybody"));
                        case CANCELLED -> Change.none(cancelled(task));
                        case OPEN -> {
                            if (owner.equals(task.owner())) {
                                yield Change.none(done(held, task));
                            }
                            yield isStale(task, revision)
                                    ? Change.none(new Edit.Changed())
                                    : reassigned(held, owner, caller);
                        }
                    };
                });
    }

    private Change<Edit> completed(HeldTask held, String outcome, Caller caller) {
        Instant at = now();
        Task done = Tasks.completed(held.task(), caller.name(), at, outcome);
        return announcer.change(
                held.account().ledger(),
                null,
                Playbook.complete(
                        held.task(), held.account().runOf(held.task()), caller.name(), at, outcome),
                at,
                caller.name(),
                done(held, done));
    }

    private Change<Edit> reassigned(HeldTask held, String owner, Caller caller) {
        Task task = Tasks.reassigned(held.task(), owner);
        return announcer.change(
                held.account().ledger(),
                null,
                List.of(new Happening.OfTask(TaskChange.REASSIGNED, task)),
                now(),
                caller.name(),
                done(held, task));
    }

    private Uni<Edit> edit(UUID taskId, Caller caller, Function<HeldTask, Change<Edit>> decision) {
        return store.changeTask(
                        taskId,
                        held ->
                                isVisible(held, caller)
                                        ? decision.apply(held)
                                        : Change.none(new Edit.Unknown()))
                .map(answer -> answer.orElseGet(Edit.Unknown::new));
    }

    private static boolean isVisible(HeldTask held, Caller caller) {
        return caller.scope().has(held.account().account())
                || caller.name().equals(held.task().owner());
    }

    private static boolean isStale(Task task, @Nullable String revision) {
        return revision != null && !revision.equals(Revision.of(task));
    }

    private static Edit done(HeldTask held, Task task) {
        return new Edit.Done(held.account().accountId(), task);
    }

    private static Edit cancelled(Task task) {
        return new Edit.Refused(
                "the task was cancelled and is no longer needed: %s".formatted(task.reason()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
