package io.keepwell.playbook.application;

import io.keepwell.model.play.Approval;
import io.keepwell.model.play.ApprovalDecision;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskState;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.Tasks;
import io.keepwell.policy.reaction.TaskSpec;
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
    private final Playbook playbook;
    private final InstantSource clock;
    private final Announcer announcer;

    /**
     * With this store.
     *
     * @param store where tasks are kept
     * @param playbook the rules
     * @param clock when it happens
     * @param ids names messages
     */
    public WorkTasks(WorkStore store, Playbook playbook, InstantSource clock, Supplier<UUID> ids) {
        this.store = store;
        this.playbook = playbook;
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
                        case WAITING -> Change.none(waiting(task));
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
                        case OPEN, WAITING -> {
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

    /**
     * It is decided whether a task may be done that waits for an approval.
     *
     * @param taskId the task
     * @param said what was decided
     * @param note why, or under which terms
     * @param caller who decides
     * @param isLead whether the caller may decide in the place of whoever is named for it
     * @return what became of it; the same again when the same person says so again
     */
    public Uni<Edit> decide(
            UUID taskId,
            ApprovalDecision said,
            @Nullable String note,
            Caller caller,
            boolean isLead) {
        return edit(
                taskId,
                caller,
                held -> {
                    Task task = held.task();
                    Approval approval = task.approval();
                    if (approval == null) {
                        return Change.none(
                                new Edit.Refused("the task needs no approval; work on it"));
                    }
                    if (!approval.pending()) {
                        boolean isRepeat =
                                approval.decision() == said
                                        && caller.name().equals(approval.decidedBy());
                        return Change.none(isRepeat ? done(held, task) : decided(approval));
                    }
                    if (task.state() != TaskState.WAITING) {
                        return Change.none(cancelled(task));
                    }
                    boolean mayDecide = isLead || isApprover(held, caller);
                    if (mayDecide
                            && said == ApprovalDecision.APPROVED
                            && caller.name().equals(task.owner())) {
                        return Change.none(
                                new Edit.Forbidden(
                                        "nobody approves what they do themselves; give the task to"
                                                + " somebody else, or ask another lead"));
                    }
                    return mayDecide
                            ? decided(held, said, note, caller)
                            : Change.none(
                                    new Edit.Forbidden(
                                            "only %s or a lead decides; ask one of them"
                                                    .formatted(
                                                            approval.approver() == null
                                                                    ? approval.role()
                                                                    : approval.approver())));
                });
    }

    private Change<Edit> decided(
            HeldTask held, ApprovalDecision said, @Nullable String note, Caller caller) {
        Instant at = now();
        List<Happening> happenings =
                playbook.decide(
                        held.task(),
                        held.account().runOf(held.task()),
                        said,
                        caller.name(),
                        at,
                        note);
        Task after =
                happenings.stream()
                        .filter(Happening.OfTask.class::isInstance)
                        .map(it -> ((Happening.OfTask) it).task())
                        .reduce(held.task(), (_, next) -> next);
        return announcer.change(
                held.account().ledger(), null, happenings, at, caller.name(), done(held, after));
    }

    /**
     * A manager's leave is the present manager's to give, whoever it was when the task was made.
     */
    private static boolean isApprover(HeldTask held, Caller caller) {
        Approval approval = held.task().approval();
        return approval != null
                && caller.name()
                        .equals(
                                approval.role().equals(TaskSpec.CSM)
                                        ? held.account().account().csm()
                                        : approval.approver());
    }

    private static Edit decided(Approval approval) {
        return new Edit.Refused(
                "%s decided at %s already: %s"
                        .formatted(
                                approval.decidedBy(),
                                approval.decidedAt(),
                                approval.decision() == ApprovalDecision.APPROVED
                                        ? "it may be done"
                                        : "it may not be done"));
    }

    private static Edit waiting(Task task) {
        Approval approval = task.approval();
        return new Edit.Refused(
                approval != null && approval.pending()
                        ? "the task waits for the approval of %s, and is not to be done before"
                                .formatted(
                                        approval.approver() == null
                                                ? approval.role()
                                                : approval.approver())
                        : "the task is not to be done before %s".formatted(task.opensOn()));
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
                || caller.name().equals(held.task().owner())
                || isApprover(held, caller);
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
