package io.keepwell.runtime.ledger;

import io.keepwell.model.AccountId;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
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

    /** The tables of accounts that were erased, as a later migration of a service creates them. */
    public static final String ERASED_DDL =
            """
            -- Accounts that were erased, by hash: should one come back, its numbers go on.
            create table erasure_salt (
                only_one boolean primary key default true check (only_one),
                salt     bytea   not null
            );
            insert into erasure_salt (salt)
            values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
            create table account_erased (
                hash               bytea  primary key,   -- sha256 of salt and id
                erasure_id         uuid   not null,
                erased_at          timestamptz not null,
                read_sequence      bigint not null,
                published_sequence bigint not null
            );
            """;

    private static final String LOCK =
            "from LedgerRow row where row.accountId in :accountIds order by row.accountId";

    private static final String CREATE =
            """
            insert into account_ledger (account_id, read_sequence, published_sequence)
            select w.account_id, coalesce(e.read_sequence, 0), coalesce(e.published_sequence, 0)
              from unnest(cast(?1 as text[])) as w (account_id)
                   left join account_erased e
                     on e.hash = sha256((select salt from erasure_salt)
                                        || convert_to(w.account_id, 'UTF8'))
            on conflict do nothing
            """;

    private static final String ERASED =
            """
            insert into account_erased
                   (hash, erasure_id, erased_at, read_sequence, published_sequence)
            select sha256(salt || convert_to(cast(?1 as text), 'UTF8')), cast(?2 as uuid),
                   cast(?3 as timestamptz), ?4, ?5
              from erasure_salt
                on conflict (hash) do update
               set erasure_id = excluded.erasure_id, erased_at = excluded.erased_at,
                   read_sequence = excluded.read_sequence,
                   published_sequence = excluded.published_sequence
            """;

    private static final String FORGET = "delete from account_ledger where account_id = ?1";

    /** By the counts: an account that is back has others. */
    private static final String FORGET_ERASED =
            """
            delete from account_ledger l using account_erased e
             where l.account_id = any(cast(?1 as text[]))
               and e.hash = sha256((select salt from erasure_salt)
                                   || convert_to(l.account_id, 'UTF8'))
               and e.read_sequence = l.read_sequence
               and e.published_sequence = l.published_sequence
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
        return lock(session, wanted)
                .map(rows ->
                        rows.stream()
                                .sorted(Comparator.comparing(row -> row.accountId))
                                .map(LedgerRow::entry)
                                .toList());
    }

    /** Until all are there: somebody may take back a row that was there when we began to wait. */
    private static Uni<List<LedgerRow>> lock(Mutiny.Session session, SortedSet<String> wanted) {
        return locked(session, wanted)
                .chain(found -> {
                    var missing = new TreeSet<>(wanted);
                    found.forEach(row -> missing.remove(row.accountId));
                    return missing.isEmpty()
                            ? Uni.createFrom().item(found)
                            : session.createNativeQuery(CREATE)
                                    .setParameter(1, missing.toArray(String[]::new))
                                    .executeUpdate()
                                    .chain(() -> lock(session, missing))
                                    .map(created -> Stream.concat(found.stream(), created.stream()))
                                    .map(Stream::toList);
                });
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

    /**
     * Forgets the id of an account that was erased, and keeps its counts by hash: what was read of
     * it is a repeat still, and should one of its name come back, its numbers go on.
     *
     * @param session where the account was locked
     * @param entry as it stands
     * @param erasureId by which erasure
     * @param at when
     * @return when it is written
     */
    public static Uni<Void> erase(
            Mutiny.Session session, LedgerEntry entry, UUID erasureId, Instant at) {
        String account = entry.accountId().value();
        return session.flush()
                .chain(() ->
                        session.createNativeQuery(ERASED)
                                .setParameter(1, account)
                                .setParameter(2, erasureId)
                                .setParameter(3, at.atOffset(ZoneOffset.UTC))
                                .setParameter(4, entry.read())
                                .setParameter(5, entry.published())
                                .executeUpdate())
                .chain(() ->
                        session.createNativeQuery(FORGET).setParameter(1, account).executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Takes back the rows that locking has made of accounts that were erased and have not come
     * back, so that nothing names them.
     *
     * @param session where the accounts were locked
     * @param accountIds accounts of which nothing else is kept
     * @return when it is written
     */
    public static Uni<Void> forgetErased(Mutiny.Session session, Collection<AccountId> accountIds) {
        if (accountIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.flush()
                .chain(() ->
                        session.createNativeQuery(FORGET_ERASED)
                                .setParameter(
                                        1,
                                        accountIds.stream()
                                                .map(AccountId::value)
                                                .toArray(String[]::new))
                                .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Whether an erasure was carried out.
     *
     * @param session to the database
     * @param erasureId which
     * @return up to when, or empty when nothing has been erased by it
     */
    public static Uni<Optional<Instant>> erasedAt(Mutiny.Session session, UUID erasureId) {
        return session.createNativeQuery(
                        "select erased_at from account_erased where erasure_id = ?1", Instant.class)
                .setParameter(1, erasureId)
                .getResultList()
                .map(found -> found.stream().findFirst());
    }

    private static Uni<List<LedgerRow>> locked(Mutiny.Session session, SortedSet<String> ids) {
        return session.createSelectionQuery(LOCK, LedgerRow.class)
                .setParameter("accountIds", List.copyOf(ids))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }
}
