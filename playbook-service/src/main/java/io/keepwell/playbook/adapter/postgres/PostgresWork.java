package io.keepwell.playbook.adapter.postgres;

import io.keepwell.model.AccountId;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.WorkChange;
import io.keepwell.playbook.PlaybookConfig;
import io.keepwell.playbook.application.Change;
import io.keepwell.playbook.application.Held;
import io.keepwell.playbook.application.HeldTask;
import io.keepwell.playbook.application.WorkStore;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Run;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.runtime.ledger.AccountLedger;
import io.keepwell.runtime.ledger.LedgerEntry;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.outbox.SessionOutbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Plays and tasks in PostgreSQL, and what happens to them in the outbox of the same transaction.
 */
@Singleton
class PostgresWork implements WorkStore {

    private static final String CONFIRM =
            """
            update StandingEntity s set s.toldSequence = :sequence, s.toldAt = :at
             where s.accountId = :accountId and s.account = :account
               and (s.toldSequence < :sequence or s.toldSequence = :sequence and s.toldAt < :at)
            """;

    private final Mutiny.SessionFactory sessions;
    private final OutboxRelay relay;
    private final WorkMeters meters;
    private final int shards;

    PostgresWork(
            Mutiny.SessionFactory sessions,
            OutboxRelay relay,
            WorkMeters meters,
            PlaybookConfig playbook) {
        this.sessions = sessions;
        this.relay = relay;
        this.meters = meters;
        this.shards = playbook.relays();
    }

    @Override
    public <T> Uni<T> change(AccountId accountId, Function<Held, Change<T>> decision) {
        return sessions.withTransaction(session ->
                        held(session, accountId)
                                .chain(held -> keep(session, accountId, decision.apply(held))))
                .invoke(this::committed)
                .map(Change::answer);
    }

    @Override
    public <T> Uni<Optional<T>> changeTask(UUID taskId, Function<HeldTask, Change<T>> decision) {
        return sessions.withTransaction(session ->
                        accountOf(session, taskId)
                                .chain(accountId ->
                                        accountId == null
                                                ? Uni.createFrom().nullItem()
                                                : change(session, accountId, taskId, decision)))
                .map(answer -> {
                    if (answer == null) {
                        return Optional.empty();
                    }
                    committed(answer);
                    return Optional.of(answer.answer());
                });
    }

    @Override
    public Uni<Boolean> confirm(Standing standing) {
        return sessions.withTransaction(session ->
                session.createMutationQuery(CONFIRM)
                        .setParameter("accountId", standing.accountId().value())
                        .setParameter("account", StoredJson.write(standing.account()))
                        .setParameter("sequence", standing.sequence())
                        .setParameter("at", standing.toldAt())
                        .executeUpdate()
                        .map(updated -> updated > 0));
    }

    @Override
    public Uni<List<UUID>> overdue(LocalDate today, int limit) {
        return sessions.withSession(session ->
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

    private <T> Uni<Change<T>> change(
            Mutiny.Session session,
            AccountId accountId,
            UUID taskId,
            Function<HeldTask, Change<T>> decision) {
        return held(session, accountId)
                .chain(held ->
                        session.find(TaskEntity.class, taskId)
                                .map(entity ->
                                        new HeldTask(held, entity.task(), entity.isOverdueTold)))
                .chain(held -> keep(session, accountId, decision.apply(held)));
    }

    /** Everything is read after the lock, so that it is as the one before has left it. */
    private static Uni<Held> held(Mutiny.Session session, AccountId accountId) {
        return AccountLedger.lock(session, accountId)
                .chain(ledger ->
                        session.find(StandingEntity.class, accountId.value())
                                .map(Optional::ofNullable)
                                .chain(standing ->
                                        running(session, accountId)
                                                .map(runs ->
                                                        new Held(
                                                                ledger,
                                                                standing.map(
                                                                        StandingEntity::standing),
                                                                runs))));
    }

    private static Uni<List<Run>> running(Mutiny.Session session, AccountId accountId) {
        return session.createQuery(
                        """
                        from PlayEntity p where p.accountId = :accountId and p.state = RUNNING
                         order by p.triggeredAt, p.playId
                        """,
                        PlayEntity.class)
                .setParameter("accountId", accountId.value())
                .getResultList()
                .chain(plays ->
                        plays.isEmpty()
                                ? Uni.createFrom().item(List.of())
                                : open(session, plays)
                                        .map(tasks ->
                                                plays.stream()
                                                        .map(play -> play.run(of(play, tasks)))
                                                        .toList()));
    }

    private static Uni<List<Task>> open(Mutiny.Session session, List<PlayEntity> plays) {
        return session.createQuery(
                        """
                        from TaskEntity t where t.playId in :plays and t.state = OPEN
                         order by t.place
                        """,
                        TaskEntity.class)
                .setParameter("plays", plays.stream().map(play -> play.playId).toList())
                .getResultList()
                .map(tasks -> tasks.stream().map(TaskEntity::task).toList());
    }

    private static List<Task> of(PlayEntity play, List<Task> tasks) {
        return tasks.stream().filter(task -> play.playId.equals(task.playId())).toList();
    }

    private <T> Uni<Change<T>> keep(Mutiny.Session session, AccountId accountId, Change<T> change) {
        Uni<Void> kept = Uni.createFrom().voidItem();
        Standing standing = change.standing();
        if (standing != null) {
            kept = kept.chain(() -> keep(session, standing));
        }
        int place = 0;
        for (Happening happening : change.happenings()) {
            int at = place++;
            kept = kept.chain(() -> keep(session, accountId, happening, at));
        }
        LedgerEntry ledger = change.ledger();
        if (ledger != null) {
            kept =
                    kept.chain(session::flush)
                            .chain(() -> SessionOutbox.insert(session, rows(change.messages())))
                            .chain(() -> AccountLedger.save(session, ledger));
        }
        return kept.replaceWith(change);
    }

    private static Uni<Void> keep(Mutiny.Session session, Standing standing) {
        return session.find(StandingEntity.class, standing.accountId().value())
                .chain(entity -> {
                    if (entity == null) {
                        return session.persist(StandingEntity.of(standing));
                    }
                    entity.become(standing);
                    return Uni.createFrom().voidItem();
                });
    }

    private static Uni<Void> keep(
            Mutiny.Session session, AccountId accountId, Happening happening, int place) {
        return switch (happening) {
            case Happening.OfPlay(var change, var run) when isNew(change) ->
                    session.persist(PlayEntity.of(run));
            case Happening.OfPlay(_, var run) ->
                    session.find(PlayEntity.class, run.id())
                            .invoke(entity -> entity.become(run.play()))
                            .replaceWithVoid();
            case Happening.OfTask(var change, var task) when change == TaskChange.OPENED ->
                    session.persist(TaskEntity.of(accountId, task, place));
            case Happening.OfTask(var change, var task) ->
                    session.find(TaskEntity.class, task.taskId())
                            .invoke(entity -> {
                                entity.become(task);
                                entity.isOverdueTold |= change == TaskChange.OVERDUE;
                            })
                            .replaceWithVoid();
        };
    }

    private static boolean isNew(PlayChange change) {
        return change == PlayChange.STARTED || change == PlayChange.SKIPPED;
    }

    private List<OutboxRow> rows(List<WorkChange> messages) {
        return messages.stream()
                .map(message ->
                        OutboxRow.of(
                                Math.floorMod(message.accountId().value().hashCode(), shards),
                                message,
                                message.changedAt()))
                .toList();
    }

    private void committed(Change<?> change) {
        if (!change.messages().isEmpty()) {
            relay.wake();
            meters.count(change.happenings());
        }
    }
}
