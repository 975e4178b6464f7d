package io.keepwell.runtime.ledger;

import io.keepwell.model.AccountId;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Table {@code account_ledger}: one row an account, locked first by whoever changes anything of the
 * account. It is the inbox, because an account's messages are numbered and come in order: one whose
 * number was read already is a repeat. And it numbers what is published, so that readers downstream
 * can do the same.
 */
public final class AccountLedger {

    /** The table, as a service's first Flyway migration creates it. */
    public static final String DDL =
            """
            -- One row an account: the inbox of what is read of it, the numbers of what is published.
            -- Whoever changes anything of an account locks its row first.
            create table account_ledger (
                account_id         text   primary key,
                read_sequence      bigint not null default 0,
                published_sequence bigint not null default 0
            );
            """;

    private static final String LOCK =
            "from LedgerRow row where row.accountId in :accountIds order by row.accountId";

    private static final String CREATE =
            """
            insert into account_ledger (account_id) select unnest(cast(?1 as text[]))
            on conflict do nothing
            """;

    private AccountLedger() {}

    /**
     * Locks accounts until the transaction ends, those that are known in the order of their ids, so
     * that two who lock several do not wait for each other. Where both bring new accounts besides,
     * they may: the database then fails one of them, which is to try again.
     *
     * @param session where the transaction is
     * @param accountIds the accounts, known or not
     * @return the counts of each, in the order of the ids; fails as the database does
     */
    public static Uni<List<LedgerEntry>> lock(
            Mutiny.Session session, Collection<AccountId> accountIds) {
        SortedSet<String> wanted =
                accountIds.stream()
                        .map(AccountId::value)
                        .collect(Collectors.toCollection(TreeSet::new));
        return locked(session, wanted)
                .chain(found -> {
                    if (found.size() == wanted.size()) {
                        return Uni.createFrom().item(found);
                    }
                    found.forEach(row -> wanted.remove(row.accountId));
                    return session.createNativeQuery(CREATE)
                            .setParameter(1, wanted.toArray(String[]::new))
                            .executeUpdate()
                            .chain(() -> locked(session, wanted))
                            .map(created -> Stream.concat(found.stream(), created.stream()))
                            .map(Stream::toList);
                })
                .map(rows ->
                        rows.stream()
                                .sorted(Comparator.comparing(row -> row.accountId))
                                .map(LedgerRow::entry)
                                .toList());
    }

    /**
     * Writes an account's counts down, with the session's next flush.
     *
     * @param session where the account was locked
     * @param entry as it is to stand
     * @return when it is known to the session
     */
    public static Uni<Void> save(Mutiny.Session session, LedgerEntry entry) {
        return session.find(LedgerRow.class, entry.accountId().value())
                .invoke(row -> {
                    row.read = entry.read();
                    row.published = entry.published();
                })
                .replaceWithVoid();
    }

    private static Uni<List<LedgerRow>> locked(Mutiny.Session session, SortedSet<String> ids) {
        return session.createSelectionQuery(LOCK, LedgerRow.class)
                .setParameter("accountIds", List.copyOf(ids))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }
}
