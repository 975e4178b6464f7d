package io.keepwell.playbook.application;

import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.WorkChange;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Run;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.playbook.domain.Tasks;
import io.keepwell.runtime.ledger.LedgerEntry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** Plays and tasks as tables keep them, in memory: what is held is read anew each time. */
final class MemoryWork implements WorkStore {

    private final Map<AccountId, LedgerEntry> ledgers = new LinkedHashMap<>();
    private final Map<AccountId, Standing> standings = new LinkedHashMap<>();
    private final Map<UUID, Run> plays = new LinkedHashMap<>();
    private final Map<UUID, Task> tasks = new LinkedHashMap<>();
    private final Map<UUID, AccountId> accounts = new LinkedHashMap<>();
    private final List<WorkChange> published = new ArrayList<>();
    private int transactions;

    @Override
    public Uni<Void> change(Collection<AccountId> accountIds, Function<Held, Change<?>> decision) {
        transactions += accountIds.isEmpty() ? 0 : 1;
        for (AccountId accountId : new TreeSet<>(accountIds)) {
            keep(accountId, decision.apply(held(accountId)));
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Map<AccountId, Standing>> standings(Collection<AccountId> accountIds) {
        var found = new LinkedHashMap<>(standings);
        found.keySet().retainAll(Set.copyOf(accountIds));
        return Uni.createFrom().item(found);
    }

    @Override
    public Uni<Void> erase(AccountErasedV1 erased) {
        AccountId accountId = erased.accountId();
        ledgers.put(accountId, held(accountId).ledger().withRead(erased.sequence()));
        standings.remove(accountId);
        plays.values().removeIf(run -> run.accountId().equals(accountId));
        tasks.keySet().removeIf(id -> accountId.equals(accounts.get(id)));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Optional<Instant>> erasedAt(UUID erasureId) {
        throw new AssertionError("nobody asks");
    }

    @Override
    public <T> Uni<Optional<T>> changeTask(UUID taskId, Function<HeldTask, Change<T>> decision) {
        Task task = tasks.get(taskId);
        AccountId accountId = accounts.get(taskId);
        if (task == null || accountId == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        transactions++;
        Change<T> change = decision.apply(new HeldTask(held(accountId), task, false));
        keep(accountId, change);
        return Uni.createFrom().item(Optional.of(change.answer()));
    }

    @Override
    public <T> Uni<Optional<T>> changePlay(UUID playId, Function<HeldPlay, Change<T>> decision) {
        throw new AssertionError("nobody asks");
    }

    @Override
    public Uni<List<UUID>> toOpen(LocalDate today, int limit) {
        throw new AssertionError("records were to come, and no clock was to be looked at");
    }

    @Override
    public Uni<List<UUID>> overdue(LocalDate today, int limit) {
        throw new AssertionError("records were to come, and no clock was to be looked at");
    }

    /** What was published, in order. */
    List<WorkChange> published() {
        return List.copyOf(published);
    }

    /** How many transactions there were. */
    int transactions() {
        return transactions;
    }

    /** The runs of plays as they stand, each without its tasks. */
    List<Run> plays() {
        return plays.values().stream().map(run -> withOpen(run, List.of())).toList();
    }

    /** The tasks as they stand, in the order in which they were opened. */
    List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    /** What is held of an account. */
    Held held(AccountId accountId) {
        return new Held(
                ledgers.getOrDefault(accountId, new LedgerEntry(accountId, 0, 0)),
                Optional.ofNullable(standings.get(accountId)),
                plays.values().stream()
                        .filter(run -> run.accountId().equals(accountId) && run.isRunning())
                        .map(run -> withOpen(run, open(run)))
                        .toList());
    }

    private List<Task> open(Run run) {
        return tasks.values().stream()
                .filter(task -> run.id().equals(task.playId()) && Tasks.isToDo(task))
                .toList();
    }

    private static Run withOpen(Run run, List<Task> open) {
        return new Run(run.accountId(), run.play(), run.spec(), run.judgedAt(), open);
    }

    private void keep(AccountId accountId, Change<?> change) {
        if (change.standing() != null) {
            standings.put(accountId, change.standing());
        }
        if (change.ledger() != null) {
            ledgers.put(accountId, change.ledger());
        }
        change.happenings().forEach(happening -> keep(accountId, happening));
        published.addAll(change.messages());
        requireOneRunOfAPlay();
    }

    private void keep(AccountId accountId, Happening happening) {
        switch (happening) {
            case Happening.OfPlay(var change, var run) -> {
                boolean isNew = change == PlayChange.STARTED || change == PlayChange.SKIPPED;
                require((plays.put(run.id(), run) == null) == isNew, happening);
            }
            case Happening.OfTask(var change, var task) -> {
                accounts.put(task.taskId(), accountId);
                Task before = tasks.put(task.taskId(), task);
                require(
                        before == null
                                ? change == TaskChange.OPENED || change == TaskChange.WAITING
                                : change != TaskChange.WAITING,
                        happening);
            }
        }
    }

    private void requireOneRunOfAPlay() {
        Set<String> running = new HashSet<>();
        plays.values().stream()
                .filter(Run::isRunning)
                .forEach(run ->
                        require(running.add(run.accountId() + " " + run.play().play().id()), run));
    }

    private static void require(boolean isSo, Object what) {
        if (!isSo) {
            throw new AssertionError("the tables do not bear " + what);
        }
    }
}
