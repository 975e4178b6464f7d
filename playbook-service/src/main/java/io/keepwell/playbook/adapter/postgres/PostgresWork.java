package io.keepwell.playbook.adapter.postgres;

import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.message.TraceParent;
import io.keepwell.model.play.OpportunityChangedV1;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.play.TaskState;
import io.keepwell.model.play.WorkChange;
import io.keepwell.playbook.application.Change;
import io.keepwell.playbook.application.Held;
import io.keepwell.playbook.application.HeldPlay;
import io.keepwell.playbook.application.HeldTask;
import io.keepwell.playbook.application.WorkStore;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Run;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.runtime.ledger.AccountLedger;
import io.keepwell.runtime.ledger.LedgerEntry;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.outbox.SessionOutbox;
import io.keepwell.runtime.sql.Sessions;
import io.keepwell.runtime.trace.Reactions;
import io.keepwell.runtime.trace.Tracing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Plays and tasks in PostgreSQL, and what happens to them in the outbox of the same transaction.
 */
public final class PostgresWork implements WorkStore {

    private static final String RUNNING =
            "from PlayEntity p where p.accountId in :accountIds and p.state = RUNNING";

    private static final String OPEN =
            """
            from TaskEntity t where t.playId in :playIds and t.state in (OPEN, WAITING)
             order by t.place
            """;

    /** All that names an account, but for its ledger. */
    private static final List<String> ERASE =
            List.of(
                    "delete from task where account_id = ?1",
                    "delete from play where account_id = ?1",
                    "delete from account_standing where account_id = ?1",
                    "delete from outbox where key = ?1",
                    "delete from outbox_parked where key = ?1",
                    "delete from parked_records where key = ?1");

    private final Sessions sessions;
    private final int shards;
    private final Consumer<List<Happening>> news;
    private final Tracing tracing;

    /**
     * In one database.
     *
     * @param sessions of the database
     * @param shards over how many shards of the outbox accounts are spread
     * @param news hears of what happened once it is committed, never of nothing
     * @param tracing follows what messages cause
     */
    public PostgresWork(
            Sessions sessions, int shards, Consumer<List<Happening>> news, Tracing tracing) {
        this.sessions = sessions;
        this.shards = shards;
        this.news = news;
        this.tracing = tracing;
    }

    @Override
    public Uni<Void> change(Collection<AccountId> accountIds, Function<Held, Change<?>> decision) {
        if (accountIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> {
                    var reactions = new Reactions(tracing, "task");
                    return sessions.transaction(session ->
                                    locked(session, accountIds)
                                            .chain(rows ->
                                                    keep(
                                                            session,
                                                            rows,
                                                            decided(rows, decision),
                                                            reactions)))
                            .onFailure()
                            .invoke(reactions::failed)
                            .invoke(changes -> {
                                reactions.committed();
                                committed(changes);
                            });
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<AccountId, Standing>> standings(Collection<AccountId> accountIds) {
        return sessions.reading(session -> standings(session, accountIds))
                .map(found ->
                        found.stream()
                                .map(StandingEntity::standing)
                                .collect(
                                        Collectors.toMap(
                                                Standing::accountId, Function.identity())));
    }

    @Override
    public Uni<Void> erase(AccountErasedV1 erased) {
        return sessions.transaction(session ->
                AccountLedger.lock(session, List.of(erased.accountId()))
                        .chain(found ->
                                found.getFirst().hasRead(erased.sequence())
                                        ? forget(session, erased.accountId())
                                        : erase(session, found.getFirst(), erased)));
    }

    @Override
    public Uni<Optional<Instant>> erasedAt(UUID erasureId) {
        return sessions.reading(session -> AccountLedger.erasedAt(session, erasureId));
    }

    @Override
    public <T> Uni<Optional<T>> changeTask(UUID taskId, Function<HeldTask, Change<T>> decision) {
        return answered(
                sessions.transaction(session ->
                        accountOf(session, taskId)
                                .chain(accountId ->
                                        accountId == null
                                                ? Uni.createFrom().nullItem()
                                                : change(session, accountId, taskId, decision))));
    }

    @Override
    public <T> Uni<Optional<T>> changePlay(UUID playId, Function<HeldPlay, Change<T>> decision) {
        return answered(
                sessions.transaction(session ->
                        accountOfPlay(session, playId)
                                .chain(accountId ->
                                        accountId == null
                                                ? Uni.createFrom().nullItem()
                                                : changePlay(
                                                        session, accountId, playId, decision))));
    }

    /** What was decided, once it is committed; empty where there was nothing to decide on. */
    private <T> Uni<Optional<T>> answered(Uni<Change<T>> decided) {
        return decided.map(change -> {
            if (change == null) {
                return Optional.empty();
            }
            committed(List.of(change));
            return Optional.of(change.answer());
        });
    }

    @Override
    public Uni<List<UUID>> toOpen(LocalDate today, int limit) {
        return sessions.reading(session ->
                session.createQuery(
                                """
                                select t.taskId from TaskEntity t
                                 where t.state = WAITING and t.opensOn <= :today
                                   and (t.approvalRole is null or t.approvalDecision = APPROVED)
                                 order by t.opensOn, t.taskId
                                """,
                                UUID.class)
                        .setParameter("today", today)
                        .setMaxResults(limit)
                        .getResultList());
    }

    @Override
    public Uni<List<UUID>> overdue(LocalDate today, int limit) {
        return sessions.reading(session ->
                session.createQuery(
                                """
                                select t.taskId from TaskEntity t
                                 where t.state = OPEN and not t.isOverdueTold and t.dueOn < :today
                                 order by t.dueOn, t.taskId
                                """,
                                UUID.class)
                        .setParameter("today", today)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** Without a lock: a task never changes its account. */
    private static Uni<@Nullable AccountId> accountOf(Mutiny.Session session, UUID taskId) {
        return session.createQuery(
                        "select t.accountId from TaskEntity t where t.taskId = :taskId",
                        String.class)
                .setParameter("taskId", taskId)
                .getSingleResultOrNull()
                .map(id -> id == null ? null : new AccountId(id));
    }

    /** Without a lock: a run never changes its account. */
    private static Uni<@Nullable AccountId> accountOfPlay(Mutiny.Session session, UUID playId) {
        return session.createQuery(
                        "select p.accountId from PlayEntity p where p.playId = :playId",
                        String.class)
                .setParameter("playId", playId)
                .getSingleResultOrNull()
                .map(id -> id == null ? null : new AccountId(id));
    }

    private <T> Uni<@Nullable Change<T>> changePlay(
            Mutiny.Session session,
            AccountId accountId,
            UUID playId,
            Function<HeldPlay, Change<T>> decision) {
        return locked(session, List.of(accountId))
                .chain(rows ->
                        session.find(PlayEntity.class, playId)
                                .chain(play ->
                                        play == null
                                                // As with a task: erased while the lock was
                                                // waited for.
                                                ? forget(session, accountId)
                                                        .replaceWith((Change<T>) null)
                                                : people(session, play)
                                                        .chain(people ->
                                                                changed(
                                                                        session, rows, play, people,
                                                                        decision))));
    }

    private <T> Uni<Change<T>> changed(
            Mutiny.Session session,
            AccountRows rows,
            PlayEntity play,
            Set<String> people,
            Function<HeldPlay, Change<T>> decision) {
        Held account = rows.held().getFirst();
        rows.know(play);
        Change<T> change = decision.apply(new HeldPlay(account, run(account, play), people));
        return keep(session, rows, Map.of(new AccountId(play.accountId), change), Reactions.none())
                .replaceWith(change);
    }

    /**
     * Whose tasks the play's are, or whose leave they need: while it goes on, those that are still
     * to be done, for what is done may be a former manager's; once it has ended, all.
     */
    private static Uni<Set<String>> people(Mutiny.Session session, PlayEntity play) {
        return session.createQuery("from TaskEntity t where t.playId = :playId", TaskEntity.class)
                .setParameter("playId", play.playId)
                .getResultList()
                .map(tasks ->
                        tasks.stream()
                                .filter(task ->
                                        play.state != PlayState.RUNNING
                                                || task.state == TaskState.OPEN
                                                || task.state == TaskState.WAITING)
                                .flatMap(task -> Stream.of(task.owner, task.approver))
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()));
    }

    /** With its open tasks where it goes on. */
    private static Run run(Held account, PlayEntity play) {
        return account.running().stream()
                .filter(it -> it.id().equals(play.playId))
                .findFirst()
                .orElseGet(() -> play.run(List.of()));
    }

    private <T> Uni<@Nullable Change<T>> change(
            Mutiny.Session session,
            AccountId accountId,
            UUID taskId,
            Function<HeldTask, Change<T>> decision) {
        return locked(session, List.of(accountId))
                .chain(rows ->
                        session.find(TaskEntity.class, taskId)
                                .chain(task -> {
                                    if (task == null) {
                                        // Erased while the lock was waited for, which has made
                                        // the account's row anew.
                                        return forget(session, accountId)
                                                .replaceWith((Change<T>) null);
                                    }
                                    Held account = rows.held().getFirst();
                                    rows.know(task);
                                    Change<T> change =
                                            decision.apply(
                                                    new HeldTask(
                                                            account,
                                                            task.task(),
                                                            task.isOverdueTold));
                                    return keep(
                                                    session,
                                                    rows,
                                                    Map.of(accountId, change),
                                                    Reactions.none())
                                            .replaceWith(change);
                                }));
    }

    private static Uni<Void> erase(
            Mutiny.Session session, LedgerEntry entry, AccountErasedV1 erased) {
        Uni<Void> erasing = Uni.createFrom().voidItem();
        for (String statement : ERASE) {
            erasing =
                    erasing.chain(() ->
                            session.createNativeQuery(statement)
                                    .setParameter(1, erased.accountId().value())
                                    .executeUpdate()
                                    .replaceWithVoid());
        }
        return erasing.chain(() ->
                AccountLedger.erase(
                        session,
                        entry.withRead(erased.sequence()),
                        erased.erasureId(),
                        erased.changedAt()));
    }

    /** Erased, maybe while the lock was waited for: its row is all that is there, by the lock. */
    private static Uni<Void> forget(Mutiny.Session session, AccountId accountId) {
        return session.find(StandingEntity.class, accountId.value())
                .chain(found ->
                        found == null
                                ? AccountLedger.forgetErased(session, List.of(accountId))
                                : Uni.createFrom().voidItem());
    }

    /** Everything is read after the locks, so that it is as the one before has left it. */
    private static Uni<AccountRows> locked(
            Mutiny.Session session, Collection<AccountId> accountIds) {
        return AccountLedger.lock(session, accountIds)
                .chain(ledgers ->
                        standings(session, accountIds)
                                .chain(standings ->
                                        running(session, accountIds)
                                                .chain(plays ->
                                                        open(session, plays)
                                                                .map(tasks ->
                                                                        new AccountRows(
                                                                                ledgers, standings,
                                                                                plays, tasks)))));
    }

    private static Uni<List<StandingEntity>> standings(
            Mutiny.Session session, Collection<AccountId> accountIds) {
        Object[] ids = accountIds.stream().map(AccountId::value).toArray();
        return session.find(StandingEntity.class, ids)
                .map(found -> found.stream().filter(Objects::nonNull).toList());
    }

    private static Uni<List<PlayEntity>> running(
            Mutiny.Session session, Collection<AccountId> accountIds) {
        return session.createQuery(RUNNING, PlayEntity.class)
                .setParameter("accountIds", accountIds.stream().map(AccountId::value).toList())
                .getResultList();
    }

    private static Uni<List<TaskEntity>> open(Mutiny.Session session, List<PlayEntity> plays) {
        return plays.isEmpty()
                ? Uni.createFrom().item(List.of())
                : session.createQuery(OPEN, TaskEntity.class)
                        .setParameter("playIds", plays.stream().map(play -> play.playId).toList())
                        .getResultList();
    }

    private static Map<AccountId, Change<?>> decided(
            AccountRows rows, Function<Held, Change<?>> decision) {
        Map<AccountId, Change<?>> changes = new LinkedHashMap<>();
        for (Held held : rows.held()) {
            changes.put(held.ledger().accountId(), decision.apply(held));
        }
        return changes;
    }

    private Uni<Collection<Change<?>>> keep(
            Mutiny.Session session,
            AccountRows rows,
            Map<AccountId, ? extends Change<?>> changes,
            Reactions reactions) {
        changes.forEach(rows::make);
        List<Change<?>> all = List.copyOf(changes.values());
        List<AccountId> unknown =
                changes.keySet().stream().filter(it -> !rows.isKnown(it)).toList();
        return add(session, rows.added())
                .chain(() -> save(session, all))
                .chain(() -> SessionOutbox.insert(session, outbox(all, reactions)))
                .chain(() -> AccountLedger.forgetErased(session, unknown))
                .replaceWith(all);
    }

    /**
     * After the rest is written: a run may begin when another of its play has ended, and a flush
     * writes what is new before what is changed.
     */
    private static Uni<Void> add(Mutiny.Session session, List<Object> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.flush().chain(() -> session.persistAll(rows.toArray()));
    }

    private static Uni<Void> save(Mutiny.Session session, List<Change<?>> changes) {
        return Multi.createFrom()
                .iterable(changes.stream().map(Change::ledger).filter(Objects::nonNull).toList())
                .onItem()
                .transformToUniAndConcatenate(ledger -> AccountLedger.save(session, ledger))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Each account's in their order: all of them are of one change. */
    private List<OutboxRow> outbox(List<Change<?>> changes, Reactions reactions) {
        return changes.stream()
                .flatMap(change ->
                        change.messages().stream()
                                .map(message ->
                                        row(message, change.causes().get(message), reactions)))
                .toList();
    }

    private OutboxRow row(WorkChange message, @Nullable TraceParent cause, Reactions reactions) {
        Optional<TraceParent> step =
                reactions
                        .follow(message.accountId(), cause, message.changedAt())
                        .map(it ->
                                named(it, message)
                                        .with("keepwell.message.types", message.messageType())
                                        .traceParent());
        return OutboxRow.of(
                Math.floorMod(message.accountId().value().hashCode(), shards),
                message,
                message.changedAt(),
                step.orElse(null));
    }

    private static Reactions.Followed named(Reactions.Followed reaction, WorkChange message) {
        return switch (message) {
            case PlayChangedV1 it -> reaction.with("keepwell.play.ids", "" + it.play().playId());
            case TaskChangedV1 it -> reaction.with("keepwell.task.ids", "" + it.task().taskId());
            case OpportunityChangedV1 _ -> reaction;
        };
    }

    private void committed(Collection<? extends Change<?>> changes) {
        List<Happening> happenings =
                changes.stream().flatMap(change -> change.happenings().stream()).toList();
        if (!happenings.isEmpty()) {
            news.accept(happenings);
        }
    }
}
