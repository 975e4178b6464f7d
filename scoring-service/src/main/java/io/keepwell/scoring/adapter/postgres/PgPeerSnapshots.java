package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.peers.Quantiles;
import io.keepwell.runtime.sql.Await;
import io.keepwell.scoring.application.peers.PeerSnapshots;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Snapshots of peers in PostgreSQL. A lock that ends with the transaction lets one service at a
 * time take one; that a day has one is its primary key.
 */
public final class PgPeerSnapshots implements PeerSnapshots {

    /** Of this and of nothing else in the database. */
    private static final long LOCK = 0x6b77_7065_6572_73L;

    private final Supplier<? extends Future<? extends SqlConnection>> connections;
    private final Duration atMost;

    /**
     * Over connections of its own.
     *
     * @param connections opens connections that end when they are closed
     * @param atMost how long a call may take
     */
    public PgPeerSnapshots(
            Supplier<? extends Future<? extends SqlConnection>> connections, Duration atMost) {
        this.connections = connections;
        this.atMost = atMost;
    }

    @Override
    public Optional<Taken> once(int day, Supplier<Optional<Taken>> taking) {
        SqlConnection connection = Await.result(connections.get(), atMost);
        try {
            run(connection, "set statement_timeout = '20s'", Tuple.tuple());
            run(connection, "begin", Tuple.tuple());
            if (!isFree(connection, LocalDate.ofEpochDay(day))) {
                return Optional.empty();
            }
            Optional<Taken> taken = taking.get();
            taken.ifPresent(it -> keep(connection, it));
            run(connection, "commit", Tuple.tuple());
            return taken;
        } finally {
            // With it ends the transaction, if it has not.
            Await.result(connection.close(), atMost);
        }
    }

    private boolean isFree(SqlConnection connection, LocalDate version) {
        return run(connection, "select pg_try_advisory_xact_lock($1)", Tuple.of(LOCK))
                        .iterator()
                        .next()
                        .getBoolean(0)
                && run(
                                        connection,
                                        "select 1 from peer_snapshot where version = $1",
                                        Tuple.of(version))
                                .size()
                        == 0;
    }

    private void keep(SqlConnection connection, Taken taken) {
        LocalDate version = LocalDate.parse(taken.peers().version());
        run(
                connection,
                """
                insert into peer_snapshot (version, taken_at, first_day, policy_version)
                values ($1, $2, $3, $4)
                """,
                Tuple.of(
                        version,
                        taken.at().atOffset(ZoneOffset.UTC),
                        taken.peers().firstDay(),
                        taken.policyVersion()));
        taken.peers()
                .segments()
                .forEach((segment, metrics) ->
                        metrics.forEach((metric, spread) ->
                                keep(connection, version, segment, Map.entry(metric, spread))));
    }

    private void keep(
            SqlConnection connection,
            LocalDate version,
            String segment,
            Map.Entry<String, Quantiles> spread) {
        run(
                connection,
                """
                insert into peer_quantiles (version, segment, metric, accounts, points)
                values ($1, $2, $3, $4, $5)
                """,
                Tuple.of(
                        version,
                        segment,
                        spread.getKey(),
                        spread.getValue().accounts(),
                        spread.getValue().points().toArray(Double[]::new)));
    }

    private RowSet<Row> run(SqlConnection connection, String sql, Tuple arguments) {
        return Await.result(connection.preparedQuery(sql).execute(arguments), atMost);
    }
}
