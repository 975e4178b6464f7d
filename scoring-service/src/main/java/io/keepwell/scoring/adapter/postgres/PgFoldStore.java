package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.AccountId;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.Offsets;
import io.keepwell.scoring.application.fold.FoldStore;
import io.keepwell.scoring.application.fold.OwnedPartition;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.fold.Writes;
import io.keepwell.scoring.application.source.Hours;
import io.keepwell.scoring.domain.erasure.IdHash;
import io.keepwell.scoring.domain.seen.EventHash;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Accounts in PostgreSQL, over one connection that is the fold thread's own. */
public final class PgFoldStore implements FoldStore {

    private static final int SEEN_ROWS_AT_A_TIME = 1_000;

    private final SqlConnection connection;
    private final Duration atMost;
    private final FoldCommit commit;
    private final PgStoredAccounts accounts;

    /**
     * Over a connection.
     *
     * @param connection nobody else's
     * @param atMost how long a call may take
     * @param commit writes what came of a batch
     */
    public PgFoldStore(SqlConnection connection, Duration atMost, FoldCommit commit) {
        this.connection = connection;
        this.atMost = atMost;
        this.commit = commit;
        this.accounts = new PgStoredAccounts(connection, atMost);
    }

    @Override
    public Map<AccountId, StoredAccount> accounts(int partition, Collection<AccountId> wanted) {
        return accounts.accounts(partition, wanted);
    }

    @Override
    public Map<AccountId, Map<ChunkKey, byte[]>> rows(int partition, List<Wanted> wanted) {
        return accounts.rows(partition, wanted);
    }

    @Override
    public Reporting reporting() {
        return accounts.reporting();
    }

    @Override
    public Silence silence() {
        return accounts.silence();
    }

    @Override
    public List<AccountId> accountsAfter(int partition, Page page) {
        return accounts.accountsAfter(partition, page);
    }

    @Override
    public PeerBook peers(int from) {
        return PeerRows.book(wait(query(PeerRows.SELECT, Tuple.of(from))));
    }

    @Override
    public Map<AccountId, Map<EventHash, Integer>> seen(int partition, List<Suspect> suspects) {
        var ids = new ArrayList<String>();
        var hours = new ArrayList<Integer>();
        suspects.forEach(it ->
                it.hours()
                        .forEach(hour -> {
                            ids.add(it.account().value());
                            hours.add(hour);
                        }));
        var found = new HashMap<AccountId, Map<EventHash, Integer>>();
        for (Row row :
                wait(
                        query(
                                """
                                select s.account_id, s.hour, s.hashes
                                  from unnest($2::text[], $3::int[]) as w (account_id, hour)
                                  join seen_event s
                                    on s.part = $1
                                   and s.hour = w.hour
                                   and s.account_id = w.account_id
                                """,
                                Tuple.of(
                                        partition,
                                        ids.toArray(String[]::new),
                                        hours.toArray(Integer[]::new))))) {
            Map<EventHash, Integer> hoursOf =
                    found.computeIfAbsent(new AccountId(row.getString(0)), _ -> new HashMap<>());
            int hour = row.getInteger(1);
            EventHash.decode(row.getBuffer(2).getBytes())
                    .forEach(hash -> hoursOf.merge(hash, hour, Math::max));
        }
        return found;
    }

    @Override
    public void seenSince(int partition, int fromHour, BiConsumer<Integer, EventHash> each) {
        int hour = fromHour;
        String account = "";
        long offset = -1;
        while (true) {
            RowSet<Row> page =
                    wait(
                            query(
                                    """
                                    select hour, account_id, first_offset, hashes from seen_event
                                     where part = $1
                                       and (hour, account_id, first_offset) > ($2, $3, $4)
                                     order by hour, account_id, first_offset
                                     limit $5
                                    """,
                                    Tuple.of(
                                            partition,
                                            hour,
                                            account,
                                            offset,
                                            SEEN_ROWS_AT_A_TIME)));
            for (Row row : page) {
                hour = row.getInteger(0);
                account = row.getString(1);
                offset = row.getLong(2);
                for (EventHash hash : EventHash.decode(row.getBuffer(3).getBytes())) {
                    each.accept(hour, hash);
                }
            }
            if (page.size() < SEEN_ROWS_AT_A_TIME) {
                return;
            }
        }
    }

    @Override
    public Optional<Integer> lastSeenHour(int partition) {
        Row row =
                wait(query("select max(hour) from seen_event where part = $1", Tuple.of(partition)))
                        .iterator()
                        .next();
        return Optional.ofNullable(row.getInteger(0));
    }

    @Override
    public void forgetSeen(int partition, int hour) {
        wait(
                query(
                        "delete from seen_event where part = $1 and hour < $2",
                        Tuple.of(partition, hour)));
    }

    @Override
    public void caughtUp(Collection<OwnedPartition> partitions, Instant now) {
        wait(
                query(
                        """
                        update fold_partition p set caught_up_at = $3
                          from unnest($1::int[], $2::bigint[]) as o (part, epoch)
                         where p.part = o.part and p.epoch = o.epoch
                        """,
                        new Columns<>(List.copyOf(partitions))
                                .ints(OwnedPartition::id)
                                .longs(OwnedPartition::epoch)
                                .tuple()
                                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))));
    }

    @Override
    public void forgetActivity(Instant before) {
        wait(
                query(
                        """
                        delete from source_activity a
                         where hour < $1
                           and exists (select 1 from source_activity later
                                        where later.source = a.source and later.hour > a.hour)
                        """,
                        Tuple.of(Hours.of(before))));
    }

    @Override
    public void forgetReporting(int partition, Instant before) {
        wait(
                query(
                        """
                        delete from reporting_view
                         where part = $1
                           and id < (select max(id) from reporting_view
                                      where part = $1 and noted_at < $2)
                        """,
                        Tuple.of(partition, before.atOffset(ZoneOffset.UTC))));
    }

    @Override
    public List<AccountId> due(int partition, long now, int limit) {
        return ids(
                query(
                        """
                        select account_id from account_state
                         where part = $1 and due_at is not null and due_at <= $2
                         order by due_at
                         limit $3
                        """,
                        Tuple.of(partition, now, limit)));
    }

    @Override
    public List<AccountId> awakeAfter(int partition, int day, Page page) {
        return ids(
                query(
                        """
                        select account_id from account_state
                         where part = $1 and account_id > $2 and rests_until <= $3
                         order by account_id
                         limit $4
                        """,
                        Tuple.of(partition, page.after(), day, page.limit())));
    }

    @Override
    public List<AccountId> accountsOfRun(int partition, String run, Page page) {
        return ids(
                query(
                        """
                        select account_id from backfill_account
                         where part = $1 and run = $2 and account_id > $3
                         order by account_id
                         limit $4
                        """,
                        Tuple.of(partition, run, page.after(), page.limit())));
    }

    @Override
    public Map<AccountId, List<Long>> events(
            int partition, Collection<AccountId> accounts, long before) {
        var events = new HashMap<AccountId, List<Long>>();
        for (Row row :
                wait(
                        query(
                                """
                                select account_id, first_offset, gaps from event_index
                                 where part = $1 and account_id = any($2) and first_offset < $3
                                """,
                                Tuple.of(partition, (Object) names(accounts), before)))) {
            Offsets.decode(row.getLong(1), row.getBuffer(2).getBytes()).stream()
                    .filter(offset -> offset < before)
                    .forEach(
                            events.computeIfAbsent(
                                            new AccountId(row.getString(0)), _ -> new ArrayList<>())
                                    ::add);
        }
        return events;
    }

    @Override
    public Map<Integer, List<AccountId>> unpublished(
            Collection<Integer> partitions, Instant before, int limit) {
        var unpublished = new TreeMap<Integer, List<AccountId>>();
        for (Row row :
                wait(
                        query(
                                """
                                select part, account_id from account
                                 where unpublished and part = any($1) and published_at <= $2
                                 order by published_at, account_id
                                 limit $3
                                """,
                                Tuple.of(
                                        partitions.toArray(Integer[]::new),
                                        Rows.parameter(before),
                                        limit)))) {
            unpublished
                    .computeIfAbsent(row.getInteger(0), _ -> new ArrayList<>())
                    .add(new AccountId(row.getString(1)));
        }
        return unpublished;
    }

    @Override
    public List<Erased> erasedAfter(long seq) {
        var erased = new ArrayList<Erased>();
        for (Row row :
                wait(
                        query(
                                """
                                select seq, encode(salt, 'hex'), encode(hash, 'hex'), erased_at,
                                       subject = 'account', finished_at is not null
                                  from erasure where seq > $1 order by seq
                                """,
                                Tuple.of(seq)))) {
            erased.add(
                    new Erased(
                            row.getLong(0),
                            row.getBoolean(4)
                                    ? Optional.of(new IdHash(row.getString(1), row.getString(2)))
                                    : Optional.empty(),
                            row.getOffsetDateTime(3).toInstant(),
                            row.getBoolean(5)));
        }
        return erased;
    }

    @Override
    public Map<Integer, List<Pending>> pendingErasures(Collection<Integer> partitions) {
        var pending = new TreeMap<Integer, List<Pending>>();
        for (Row row :
                wait(
                        query(
                                """
                                select p.part, e.seq, e.id,
                                       case when e.subject = 'account' then e.subject_id end
                                  from fold_partition p cross join lateral
                                       (select seq, id, subject, subject_id from erasure
                                         where seq > p.erased_through
                                         order by seq limit 500) e
                                 where p.part = any($1)
                                 order by p.part, e.seq
                                """,
                                Tuple.of(partitions.toArray(Integer[]::new))))) {
            String account = row.getString(3);
            pending.computeIfAbsent(row.getInteger(0), _ -> new ArrayList<>())
                    .add(
                            new Pending(
                                    row.getLong(1),
                                    row.getUUID(2),
                                    account == null ? null : new AccountId(account)));
        }
        return pending;
    }

    @Override
    public long toldBeforeErased(Collection<IdHash> hashes) {
        return wait(query(
                        """
                        select coalesce(max(told), 0) from erasure
                         where subject = 'account' and encode(hash, 'hex') = any($1)
                        """,
                        Tuple.of(
                                (Object) hashes.stream().map(IdHash::hash).toArray(String[]::new))))
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public boolean finishErasures(Instant now) {
        try {
            return commit.finishErasures(connection, now, atMost);
        } catch (AwaitException e) {
            throw new StoreException("the database does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public String commit(Writes writes) {
        return commit.run(connection, writes, atMost);
    }

    private Future<RowSet<Row>> query(String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }

    private <T> T wait(Future<T> answer) {
        try {
            return Await.result(answer, atMost);
        } catch (AwaitException e) {
            throw new StoreException("the database does not answer: " + e.getMessage(), e);
        }
    }

    private List<AccountId> ids(Future<RowSet<Row>> answer) {
        var ids = new ArrayList<AccountId>();
        wait(answer).forEach(row -> ids.add(new AccountId(row.getString(0))));
        return ids;
    }

    private static String[] names(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toArray(String[]::new);
    }
}
