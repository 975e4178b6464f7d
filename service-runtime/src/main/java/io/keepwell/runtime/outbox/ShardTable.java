package io.keepwell.runtime.outbox;

import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one shard, on the connection whose session holds the shard's lock. Reading and
 * deleting go the same way as the lock, so a relay without the lock can do neither.
 */
final class ShardTable implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ShardTable.class);

    /**
     * The table is mostly dead rows at a varying size, which misleads the planner: the index is
     * right always. A session that says nothing loses the lock, so that a machine that was cut off
     * cannot keep it. A deletion that a crash undoes only means another repeat, so no disk is
     * waited for.
     */
    private static final String SESSION =
            """
            select set_config('enable_seqscan', 'off', false),
                   set_config('enable_bitmapscan', 'off', false),
                   set_config('enable_sort', 'off', false),
                   set_config('synchronous_commit', 'off', false),
                   set_config('statement_timeout', $1, false),
                   set_config('idle_session_timeout', $2, false)
            """;

    private static final String LOCK = "select pg_try_advisory_lock($1, $2)";

    /** Stops after the row that fills the bytes, so that big values do not fill the memory. */
    private static final String READ =
            """
            select seq, topic, partition, key, headers, value, recorded_at
              from (select *,
                           octet_length(headers) + octet_length(value) as size,
                           sum(octet_length(headers) + octet_length(value))
                               over (order by seq rows unbounded preceding) as size_so_far
                      from outbox
                     where shard = $1
                     order by seq
                     limit $2) as next
             where size_so_far - size < $3
             order by seq
            """;

    private static final String DELETE =
            "delete from outbox where shard = $1 and seq = any($2::bigint[])";

    private static final String PARK =
            """
            with refused as (
                delete from outbox where shard = $1 and seq = $2 returning *)
            insert into outbox_parked (shard, seq, topic, partition, key, headers, value,
                                       recorded_at, parked_at, error)
            select shard, seq, topic, partition, key, headers, value, recorded_at, now(), $3
              from refused
            """;

    private final PgConnection connection;
    private final RelaySettings settings;
    private final int shard;
    private volatile boolean lost;

    private ShardTable(PgConnection connection, RelaySettings settings, int shard) {
        this.connection = connection;
        this.settings = settings;
        this.shard = shard;
        connection.closeHandler(_ -> lost = true);
        // Whoever waits for an answer is told as well; without a handler it is printed.
        connection.exceptionHandler(
                e -> LOGGER.atDebug().setCause(e).log("the connection of shard {} broke", shard));
    }

    /**
     * Connects.
     *
     * @throws AwaitException when the database does not answer
     */
    static ShardTable open(
            Supplier<Future<PgConnection>> connections, RelaySettings settings, int shard) {
        Future<PgConnection> connecting = connections.get();
        PgConnection connection;
        try {
            connection = Await.result(connecting, settings.answerWithin());
        } catch (AwaitException.TimedOut | AwaitException.Interrupted e) {
            // It may come yet, and nobody would close it.
            connecting.onSuccess(PgConnection::close);
            throw e;
        }
        var table = new ShardTable(connection, settings, shard);
        try {
            Tuple limits =
                    Tuple.of(
                            Long.toString(settings.answerWithin().toMillis()),
                            Long.toString(settings.takeoverAfter().toMillis()));
            var _ = table.answer(connection.preparedQuery(SESSION).execute(limits));
            return table;
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /** Takes the shard for as long as the session lives; false when another session has it. */
    boolean tryLock() {
        String owner = "keepwell-outbox/" + settings.service();
        return answer(connection.preparedQuery(LOCK).execute(Tuple.of(owner.hashCode(), shard)))
                .iterator()
                .next()
                .getBoolean(0);
    }

    /** Makes ready what is asked again and again. */
    Statements prepare() {
        return new Statements(answer(connection.prepare(READ)), answer(connection.prepare(DELETE)));
    }

    @Override
    public void close() {
        try {
            var _ = Await.result(connection.close(), settings.answerWithin());
        } catch (AwaitException e) {
            LOGGER.atDebug().setCause(e).log("a connection that is given up did not close");
        }
    }

    private <T> T answer(Future<T> future) {
        Duration atMost = settings.answerWithin();
        return Await.result(future, atMost);
    }

    /** What is asked again and again. */
    final class Statements implements ShardTurns.Rows {

        private final PreparedStatement read;
        private final PreparedStatement delete;

        private Statements(PreparedStatement read, PreparedStatement delete) {
            this.read = read;
            this.delete = delete;
        }

        @Override
        public List<StoredRow> first() {
            RowSet<Row> found =
                    answer(
                            read.query()
                                    .execute(
                                            Tuple.of(
                                                    (short) shard,
                                                    (long) settings.batchRows(),
                                                    (long) settings.batchBytes())));
            var rows = new ArrayList<StoredRow>(found.size());
            found.forEach(row -> rows.add(stored(row)));
            return rows;
        }

        @Override
        public void delete(List<StoredRow> published) {
            Long[] numbers = published.stream().map(StoredRow::seq).toArray(Long[]::new);
            SqlResult<?> _ =
                    answer(
                            delete.query()
                                    .execute(
                                            Tuple.tuple()
                                                    .addShort((short) shard)
                                                    .addArrayOfLong(numbers)));
        }

        @Override
        public void park(StoredRow row, String error) {
            var _ =
                    answer(
                            connection
                                    .preparedQuery(PARK)
                                    .execute(Tuple.of((short) shard, row.seq(), error)));
        }

        @Override
        public void requireHeld() {
            if (lost) {
                throw new IllegalStateException(
                        "the connection that holds the lock of shard %d is closed"
                                .formatted(shard));
            }
        }

        private StoredRow stored(Row row) {
            Buffer headers = row.getBuffer(4);
            Buffer value = row.getBuffer(5);
            return new StoredRow(
                    row.getLong(0),
                    new OutboxRow(
                            shard,
                            row.getString(1),
                            row.getInteger(2),
                            row.getString(3),
                            headers.getBytes(),
                            value.getBytes(),
                            row.getOffsetDateTime(6).toInstant()));
        }
    }
}
