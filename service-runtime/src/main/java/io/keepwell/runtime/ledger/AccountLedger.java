package io.keepwell.runtime.ledger;

import io.keepwell.model.AccountId;
import io.smallrye.mutiny.Uni;
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

    /** An update that changes nothing, so that a row that exists is locked and read as well. */
    private static final String LOCK =
            """
            insert into account_ledger as ledger (account_id) values (?1)
            on conflict (account_id) do update set account_id = excluded.account_id
            returning ledger.read_sequence, ledger.published_sequence
            """;

    private static final String SAVE =
            """
            update account_ledger set read_sequence = ?2, published_sequence = ?3
             where account_id = ?1
            """;

    private AccountLedger() {}

    /**
     * Locks an account until the transaction ends.
     *
     * @param session where the transaction is
     * @param accountId the account, known or not
     * @return its counts; fails as the database does
     */
    public static Uni<LedgerEntry> lock(Mutiny.Session session, AccountId accountId) {
        return session.createNativeQuery(LOCK, Object[].class)
                .setParameter(1, accountId.value())
                .getSingleResult()
                .map(row ->
                        new LedgerEntry(
                                accountId,
                                ((Number) row[0]).longValue(),
                                ((Number) row[1]).longValue()));
    }

    /**
     * Writes the counts down.
     *
     * @param session where the account was locked
     * @param entry as it is to stand
     * @return when it is written; fails as the database does
     */
    public static Uni<Void> save(Mutiny.Session session, LedgerEntry entry) {
        return session.createNativeQuery(SAVE)
                .setParameter(1, entry.accountId().value())
                .setParameter(2, entry.read())
                .setParameter(3, entry.published())
                .executeUpdate()
                .replaceWithVoid();
    }
}
