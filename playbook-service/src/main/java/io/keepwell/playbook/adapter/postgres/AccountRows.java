package io.keepwell.playbook.adapter.postgres;

import io.keepwell.model.AccountId;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.playbook.application.Change;
import io.keepwell.playbook.application.Held;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Run;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of the accounts that a transaction has locked: those that were read, and those that come
 * to them. Every step is made on the same row, and a row is added only after all steps: so one that
 * comes and ends within the transaction is written once, as it ends. The tables would not bear it
 * otherwise, because at most one run of a play goes on for an account after every statement.
 */
final class AccountRows {

    private final List<LedgerEntry> ledgers;
    private final Map<String, StandingEntity> standings = new HashMap<>();
    private final Map<UUID, PlayEntity> plays = new LinkedHashMap<>();
    private final Map<UUID, TaskEntity> tasks = new LinkedHashMap<>();

    private final List<StandingEntity> newStandings = new ArrayList<>();
    private final List<PlayEntity> newPlays = new ArrayList<>();
    private final List<TaskEntity> newTasks = new ArrayList<>();

    /**
     * As they were read.
     *
     * @param ledgers one of each account
     * @param standings of those accounts of which it was told who they are
     * @param running the accounts' plays that go on
     * @param open the open tasks of these, each play's in their order
     */
    AccountRows(
            List<LedgerEntry> ledgers,
            List<StandingEntity> standings,
            List<PlayEntity> running,
            List<TaskEntity> open) {
        this.ledgers = List.copyOf(ledgers);
        standings.forEach(standing -> this.standings.put(standing.accountId, standing));
        running.forEach(play -> plays.put(play.playId, play));
        open.forEach(task -> tasks.put(task.taskId, task));
    }

    /** What they say, an account each, in the order of the ledgers. */
    List<Held> held() {
        Map<Optional<UUID>, List<Task>> open =
                tasks.values().stream()
                        .map(TaskEntity::task)
                        .collect(Collectors.groupingBy(task -> Optional.ofNullable(task.playId())));
        Map<AccountId, List<Run>> running =
                plays.values().stream()
                        .map(play ->
                                play.run(open.getOrDefault(Optional.of(play.playId), List.of())))
                        .collect(Collectors.groupingBy(Run::accountId));
        return ledgers.stream()
                .map(ledger ->
                        new Held(
                                ledger,
                                Optional.ofNullable(standings.get(ledger.accountId().value()))
                                        .map(StandingEntity::standing),
                                running.getOrDefault(ledger.accountId(), List.of())))
                .toList();
    }

    /** Whether it is told who an account is, after the steps that were made. */
    boolean isKnown(AccountId accountId) {
        return standings.containsKey(accountId.value());
    }

    /** A row that was read besides. */
    void know(PlayEntity play) {
        plays.put(play.playId, play);
    }

    /** A row that was read besides. */
    void know(TaskEntity task) {
        tasks.put(task.taskId, task);
    }

    /** Makes the steps of a change, but for its ledger's. */
    void make(AccountId accountId, Change<?> change) {
        Standing standing = change.standing();
        if (standing != null) {
            become(standing);
        }
        int place = 0;
        for (Happening happening : change.happenings()) {
            make(accountId, happening, place++);
        }
    }

    /** Rows that are not stored yet, each after those that it refers to, of one table together. */
    List<Object> added() {
        return Stream.of(newStandings, newPlays, newTasks).<Object>flatMap(List::stream).toList();
    }

    private void become(Standing standing) {
        StandingEntity stored = standings.get(standing.accountId().value());
        if (stored != null) {
            stored.become(standing);
            return;
        }
        StandingEntity added = StandingEntity.of(standing);
        standings.put(added.accountId, added);
        newStandings.add(added);
    }

    private void make(AccountId accountId, Happening happening, int place) {
        switch (happening) {
            case Happening.OfPlay(var change, var run) when isNew(change) -> {
                PlayEntity added = PlayEntity.of(run);
                plays.put(added.playId, added);
                newPlays.add(added);
            }
            case Happening.OfPlay(_, var run) -> known(plays, run.id()).become(run.play());
            case Happening.OfTask(var change, var task) when isNew(change, task) -> {
                TaskEntity added = TaskEntity.of(accountId, task, place);
                tasks.put(added.taskId, added);
                newTasks.add(added);
            }
            case Happening.OfTask(var change, var task) -> {
                TaskEntity stored = known(tasks, task.taskId());
                stored.become(task);
                stored.isOverdueTold |= change == TaskChange.OVERDUE;
            }
        }
    }

    private static boolean isNew(PlayChange change) {
        return change == PlayChange.STARTED || change == PlayChange.SKIPPED;
    }

    /** A task that waited is opened later, on the row that it has. */
    private boolean isNew(TaskChange change, Task task) {
        return change == TaskChange.WAITING
                || (change == TaskChange.OPENED && !tasks.containsKey(task.taskId()));
    }

    private static <R> R known(Map<UUID, R> rows, UUID id) {
        R row = rows.get(id);
        if (row == null) {
            throw new IllegalArgumentException(
                    "something happened to " + id + ", which is not held");
        }
        return row;
    }
}
