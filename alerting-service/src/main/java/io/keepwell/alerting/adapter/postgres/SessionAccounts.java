package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.adapter.postgres.AlertWriter.Happened;
import io.keepwell.alerting.application.AccountWork;
import io.keepwell.alerting.application.Accounts;
import io.keepwell.alerting.application.Change;
import io.keepwell.alerting.application.Held;
import io.keepwell.alerting.application.News;
import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.Standing;
import io.keepwell.model.AccountId;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.runtime.ledger.AccountLedger;
import io.keepwell.runtime.ledger.LedgerEntry;
import io.keepwell.runtime.sql.Sessions;
import io.keepwell.runtime.trace.Reactions;
import io.keepwell.runtime.trace.Tracing;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The accounts in the database; the row of {@link AccountLedger} is the lock. */
public final class SessionAccounts implements Accounts {

    /** All that names an account, but for its ledger. */
    private static final List<String> ERASE =
            List.of(
                    "delete from deliveries where account_id = ?1",
                    "delete from alerts where account_id = ?1",
                    "delete from account_standing where account_id = ?1",
                    "delete from outbox where key = ?1",
                    "delete from outbox_parked where key = ?1",
                    "delete from parked_records where key = ?1");

    private final Sessions sessions;
    private final AlertWriter writer;
    private final News news;
    private final Tracing tracing;

    /**
     * In one database.
     *
     * @param sessions of the database
     * @param shards over how many shards of the outbox accounts are spread
     * @param targets who outside is told, by name
     * @param ids names messages and deliveries
     * @param news hears of what was committed
     * @param tracing follows what messages cause
     */
    public SessionAccounts(
            Sessions sessions,
            int shards,
            Set<String> targets,
            Supplier<UUID> ids,
            News news,
            Tracing tracing) {
        this.sessions = sessions;
        this.writer = new AlertWriter(shards, targets, ids);
        this.news = news;
        this.tracing = tracing;
    }

    @Override
    public Uni<Void> change(Set<AccountId> accountIds, Function<Held, Change> decision) {
        return Uni.createFrom()
                .deferred(() -> {
                    var repeats = new AtomicInteger();
                    var reactions = new Reactions(tracing, "alert");
                    return sessions.transaction(session ->
                                    held(session, accountIds)
                                            .chain(all -> {
                                                List<Change> changes =
                                                        all.stream().map(decision).toList();
                                                changes.forEach(
                                                        it -> repeats.addAndGet(it.repeats()));
                                                return write(session, all, changes, reactions);
                                            }))
                            .onFailure()
                            .invoke(reactions::failed)
                            .invoke(told -> {
                                reactions.committed();
                                committed(told, repeats.get());
                            });
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<AccountId, Standing>> standings(Set<AccountId> accountIds) {
        return sessions.reading(
                session -> standings(session, accountIds.stream().map(AccountId::value).toList()));
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
    public <T> Uni<T> locked(AccountId accountId, Function<AccountWork, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    var told = new ArrayList<AlertChangedV1>();
                    return sessions.transaction(session ->
                                    AccountLedger.lock(session, List.of(accountId))
                                            .map(it ->
                                                    new SessionWork(session, it.getFirst(), writer))
                                            .chain(unit ->
                                                    work.apply(unit)
                                                            .invoke(() -> told.addAll(unit.told())))
                                            .call(() -> forget(session, accountId)))
                            .invoke(() -> committed(told, 0));
                });
    }

    @Override
    public Uni<List<AccountId>> due(Instant now, int limit) {
        return sessions.reading(session ->
                session.createSelectionQuery(
                                """
                                select a.accountId from Alert a
                                 where a.state = OPEN and a.overdueAt is null
                                   and a.respondBy <= :now
                                    or a.state <> RESOLVED and a.escalatesAt <= :now
                                 order by a.respondBy
                                """,
                                String.class)
                        .setParameter("now", now)
                        .setMaxResults(limit)
                        .getResultList()
                        .map(found ->
                                new LinkedHashSet<>(found).stream().map(AccountId::new).toList()));
    }

    @Override
    public Uni<Optional<AccountId>> accountOf(UUID alertId) {
        return sessions.reading(session ->
                session.createSelectionQuery(
                                "select a.accountId from Alert a where a.alertId = :alertId",
                                String.class)
                        .setParameter("alertId", alertId)
                        .getSingleResultOrNull()
                        .map(found -> Optional.ofNullable(found).map(AccountId::new)));
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
    private static Uni<List<Held>> held(Mutiny.Session session, Set<AccountId> accountIds) {
        return AccountLedger.lock(session, accountIds)
                .chain(ledgers -> {
                    List<String> ids = ledgers.stream().map(it -> it.accountId().value()).toList();
                    return standings(session, ids)
                            .chain(standings ->
                                    pending(session, ids)
                                            .map(pending ->
                                                    ledgers.stream()
                                                            .map(it -> held(it, standings, pending))
                                                            .toList()));
                });
    }

    private static Held held(
            LedgerEntry ledger,
            Map<AccountId, Standing> standings,
            Map<String, List<Pending>> pending) {
        AccountId accountId = ledger.accountId();
        return new Held(
                ledger,
                standings.getOrDefault(accountId, Standing.unknown(accountId)),
                pending.getOrDefault(accountId.value(), List.of()));
    }

    private static Uni<Map<AccountId, Standing>> standings(
            Mutiny.Session session, List<String> accountIds) {
        return session.find(StandingEntity.class, accountIds.toArray())
                .map(found ->
                        found.stream()
                                .filter(Objects::nonNull)
                                .map(StandingEntity::standing)
                                .collect(
                                        Collectors.toMap(
                                                Standing::accountId, Function.identity())));
    }

    private static Uni<Map<String, List<Pending>>> pending(
            Mutiny.Session session, List<String> accountIds) {
        return session.createSelectionQuery(
                        """
                        from Alert a where a.accountId in :accountIds and a.state <> RESOLVED
                         order by a.openedAt, a.alertId
                        """,
                        AlertEntity.class)
                .setParameter("accountIds", accountIds)
                .getResultList()
                .map(found -> {
                    var pending = new HashMap<String, List<Pending>>();
                    for (AlertEntity entity : found) {
                        if (entity.alert() instanceof Pending alert) {
                            pending.computeIfAbsent(entity.accountId, _ -> new ArrayList<>())
                                    .add(alert);
                        }
                    }
                    return pending;
                });
    }

    private Uni<List<AlertChangedV1>> write(
            Mutiny.Session session, List<Held> before, List<Change> changes, Reactions reactions) {
        Uni<Void> kept = Uni.createFrom().voidItem();
        var happened = new ArrayList<Happened>();
        for (int at = 0; at < changes.size(); at++) {
            Change change = changes.get(at);
            if (!change.standing().equals(before.get(at).standing())) {
                kept = kept.chain(() -> keep(session, change.standing()));
            }
            happened.add(
                    new Happened(
                            change.ledger(),
                            change.events(),
                            change.handedOver(),
                            change.causes()));
        }
        List<AccountId> unknown =
                changes.stream()
                        .map(Change::standing)
                        .filter(it -> it.equals(Standing.unknown(it.accountId())))
                        .map(Standing::accountId)
                        .toList();
        return kept.chain(() -> writer.write(session, happened, reactions))
                .call(() -> AccountLedger.forgetErased(session, unknown));
    }

    private static Uni<Void> keep(Mutiny.Session session, Standing standing) {
        return session.find(StandingEntity.class, standing.accountId().value())
                .chain(found -> {
                    if (found == null) {
                        return session.persist(new StandingEntity(standing));
                    }
                    found.take(standing);
                    return Uni.createFrom().voidItem();
                });
    }

    private void committed(List<AlertChangedV1> told, int repeats) {
        if (repeats > 0) {
            news.repeated(repeats);
        }
        if (!told.isEmpty()) {
            news.told(told);
        }
    }
}
