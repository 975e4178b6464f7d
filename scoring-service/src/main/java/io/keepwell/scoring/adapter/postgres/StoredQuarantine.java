package io.keepwell.scoring.adapter.postgres;

import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.application.QuarantineReplay;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Replays through the outbox, in the transaction that marks the record as replayed. */
@Singleton
class StoredQuarantine implements QuarantineReplay {

    private final Pool pool;
    private final InstantSource clock;
    private final int relays;

    StoredQuarantine(Pool pool, InstantSource clock, ScoringConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.relays = config.relays();
    }

    @Override
    public CompletionStage<Outcome> replay(UUID id, String by) {
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(
                                        """
                                        select part, record_key, headers, value, replayed_at, topic
                                          from quarantine where id = $1 for update
                                        """)
                                .execute(Tuple.of(id))
                                .compose(found -> replay(connection, id, by, found)))
                .toCompletionStage();
    }

    private Future<Outcome> replay(
            SqlConnection connection, UUID id, String by, RowSet<Row> found) {
        for (Row row : found) {
            if (row.getOffsetDateTime(4) != null) {
                return Future.succeededFuture(
                        new Outcome.AlreadyReplayed(row.getOffsetDateTime(4).toInstant()));
            }
            String key = row.getString(1);
            Buffer value = row.getBuffer(3);
            if (key == null || value == null) {
                return Future.succeededFuture(new Outcome.Unreadable());
            }
            Instant now = clock.instant();
            var again =
                    new OutboxRow(
                            row.getInteger(0) % relays,
                            row.getString(5),
                            row.getInteger(0),
                            key,
                            row.getBuffer(2).getBytes(),
                            value.getBytes(),
                            now);
            return Outbox.insert(connection, List.of(again))
                    .compose(_ ->
                            connection
                                    .preparedQuery(
                                            """
                                            update quarantine
                                               set replayed_at = $2, replayed_by = $3
                                             where id = $1
                                            """)
                                    .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC), by)))
                    .map(_ -> new Outcome.Replayed(now));
        }
        return Future.succeededFuture(new Outcome.Unknown());
    }
}
