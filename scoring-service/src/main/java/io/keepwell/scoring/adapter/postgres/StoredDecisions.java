package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.AccountId;
import io.keepwell.scoring.application.identity.Decisions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;

/** Writes decisions beside what the identity fold finds out, which gives the events away. */
@Singleton
class StoredDecisions implements Decisions {

    private static final String WITHDRAW =
            """
            update identity_link set decided_by = null
             where user_id = $1 and account_id <> $2 and decided_by is not null
            """;

    private static final String DECIDE =
            """
            insert into identity_link (user_id, account_id, linked_at, decided_by)
            values ($1, $2, $3, $4)
                on conflict (user_id, account_id) do update set decided_by = excluded.decided_by
            """;

    private final Pool pool;
    private final InstantSource clock;

    StoredDecisions(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Outcome> assign(String userId, AccountId account, String by) {
        return pool.withTransaction(connection ->
                        run(
                                        connection,
                                        "select 1 from account where account_id = $1",
                                        Tuple.of(account.value()))
                                .compose(found ->
                                        found.size() == 0
                                                ? Future.succeededFuture(
                                                        new Outcome.UnknownAccount())
                                                : decide(connection, userId, account, by)))
                .toCompletionStage();
    }

    private Future<Outcome> decide(
            SqlConnection connection, String userId, AccountId account, String by) {
        Instant now = clock.instant();
        return run(connection, "select pg_advisory_xact_lock($1)", Tuple.of(IdentityStore.LOCK))
                .compose(_ -> run(connection, WITHDRAW, Tuple.of(userId, account.value())))
                .compose(_ ->
                        run(
                                connection,
                                DECIDE,
                                Tuple.of(
                                        userId, account.value(), now.atOffset(ZoneOffset.UTC), by)))
                .compose(_ ->
                        run(
                                connection,
                                IdentityStore.QUEUE,
                                Tuple.of((Object) new String[] {userId})))
                .compose(_ ->
                        run(
                                connection,
                                "select count(*) from unattributed_event where user_id = $1",
                                Tuple.of(userId)))
                .map(rows -> new Outcome.Decided(rows.iterator().next().getLong(0), now));
    }

    private static Future<RowSet<Row>> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }
}
