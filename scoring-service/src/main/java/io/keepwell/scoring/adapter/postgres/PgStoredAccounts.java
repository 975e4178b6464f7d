package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.AccountId;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.fold.StoredAccounts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts in PostgreSQL, over one connection that is the caller's own; they are only read. */
final class PgStoredAccounts implements StoredAccounts {

    private final SqlConnection connection;
    private final Duration atMost;

    /**
     * Over a connection.
     *
     * @param connection nobody else's
     * @param atMost how long a call may take
     */
    PgStoredAccounts(SqlConnection connection, Duration atMost) {
        this.connection = connection;
        this.atMost = atMost;
    }

    @Override
    public Map<AccountId, StoredAccount> accounts(int partition, Collection<AccountId> accounts) {
        Tuple ids = Tuple.of(partition, (Object) names(accounts));
        var verdicts =
                query(
                        """
                        select account_id, verdict, rests_until from account_state
                         where part = $1 and account_id = any($2)
                        """,
                        ids);
        var facts =
                query(
                        """
                        select account_id, key, value from fact
                         where part = $1 and account_id = any($2)
                        """,
                        ids);
        var rows = rowsOf(wait(facts));
        var found = new HashMap<AccountId, StoredAccount>();
        for (Row row : wait(verdicts)) {
            AccountId id = new AccountId(row.getString(0));
            Buffer verdict = row.getBuffer(1);
            found.put(
                    id,
                    new StoredAccount(
                            verdict == null ? null : VerdictCodec.decode(verdict.getBytes()),
                            rows.getOrDefault(id, Map.of()),
                            row.getInteger(2)));
        }
        return found;
    }

    @Override
    public Map<AccountId, Map<ChunkKey, byte[]>> rows(int partition, List<Wanted> wanted) {
        var ids = new ArrayList<String>();
        var keys = new ArrayList<String>();
        wanted.forEach(it ->
                it.keys()
                        .forEach(key -> {
                            ids.add(it.account().value());
                            keys.add(key.text());
                        }));
        return rowsOf(
                wait(
                        query(
                                """
                                select f.account_id, f.key, f.value
                                  from unnest($2::text[], $3::text[]) as w (account_id, key)
                                  join fact_member f
                                    on f.part = $1
                                   and f.account_id = w.account_id
                                   and f.key = w.key
                                """,
                                Tuple.of(
                                        partition,
                                        ids.toArray(String[]::new),
                                        keys.toArray(String[]::new)))));
    }

    @Override
    public Reporting reporting() {
        var kinds = new TreeMap<String, Reporting.Span>();
        for (Row row :
                wait(
                        query(
                                """
                                select kind, min(first_day), max(last_day) from reporting
                                 group by kind
                                """,
                                Tuple.tuple()))) {
            kinds.put(row.getString(0), new Reporting.Span(row.getInteger(1), row.getInteger(2)));
        }
        return new Reporting(kinds, Silence.NONE);
    }

    @Override
    public Silence silence() {
        var known = wait(SourceHistories.read(connection));
        return Silence.of(known.sources(), known.observedUntil());
    }

    @Override
    public List<AccountId> accountsAfter(int partition, Page page) {
        return ids(
                query(
                        """
                        select account_id from account_state
                         where part = $1 and account_id > $2
                         order by account_id
                         limit $3
                        """,
                        Tuple.of(partition, page.after(), page.limit())));
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

    private static Map<AccountId, Map<ChunkKey, byte[]>> rowsOf(RowSet<Row> found) {
        var rows = new HashMap<AccountId, Map<ChunkKey, byte[]>>();
        for (Row row : found) {
            rows.computeIfAbsent(new AccountId(row.getString(0)), _ -> new HashMap<>())
                    .put(ChunkKey.parse(row.getString(1)), bytes(row.getBuffer(2)));
        }
        return rows;
    }

    private static byte[] bytes(@Nullable Buffer buffer) {
        return buffer == null ? new byte[0] : buffer.getBytes();
    }
}
