package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.application.AccountWork;
import io.keepwell.alerting.application.Accounts;
import io.keepwell.alerting.application.News;
import io.keepwell.model.AccountId;
import io.keepwell.runtime.ledger.AccountLedger;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** The accounts in the database; the row of {@link AccountLedger} is the lock. */
public final class SessionAccounts implements Accounts {

    private final Mutiny.SessionFactory sessions;
    private final int shards;
    private final Set<String> targets;
    private final Supplier<UUID> ids;
    private final News news;

    /**
     * In one database.
     *
     * @param sessions of the database
     * @param shards over how many shards of the outbox accounts are spread
     * @param targets who outside is told, by name
     * @param ids names messages and deliveries
     * @param news hears of what was committed
     */
    public SessionAccounts(
            Mutiny.SessionFactory sessions,
            int shards,
            Set<String> targets,
            Supplier<UUID> ids,
            News news) {
        this.sessions = sessions;
        this.shards = shards;
        this.targets = Set.copyOf(targets);
        this.ids = ids;
        this.news = news;
    }

    @Override
    public <T> Uni<T> locked(AccountId accountId, Function<AccountWork, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    var inHand = new ArrayList<SessionWork>(1);
                    return sessions.withTransaction(session ->
                                    AccountLedger.lock(session, accountId)
                                            .map(entry ->
                                                    new SessionWork(
                                                            session, entry, shards, targets, ids))
                                            .invoke(inHand::add)
                                            .chain(unit -> work.apply(unit).call(unit::close)))
                            .invoke(() -> inHand.forEach(this::committed));
                });
    }

    @Override
    public Uni<List<AccountId>> due(Instant now, int limit) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                """
                                select a.accountId from Alert a
                                 where a.state = OPEN and a.overdueAt is null
                                   and a.respondBy <= :now
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
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "select a.accountId from Alert a where a.alertId = :alertId",
                                String.class)
                        .setParameter("alertId", alertId)
                        .getSingleResultOrNull()
                        .map(found -> Optional.ofNullable(found).map(AccountId::new)));
    }

    private void committed(SessionWork work) {
        if (work.wasRepeat()) {
            news.repeated();
        }
        if (!work.told().isEmpty()) {
            news.told(work.told());
        }
    }
}
