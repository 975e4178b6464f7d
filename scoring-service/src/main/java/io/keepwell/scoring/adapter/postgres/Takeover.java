package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.ReportingCodec;
import io.keepwell.engine.source.Silence;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.fold.OwnedPartition;
import io.keepwell.scoring.application.fold.StoreException;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes partitions over: raises the epoch, which waits for a transaction of the former owner and
 * fences every later one, and only then reads what is stored.
 */
public final class Takeover {

    private final UUID topicId;
    private final Duration atMost;

    /**
     * Of a topic.
     *
     * @param topicId its id, which another topic of the same name does not have
     * @param atMost how long a call may take
     */
    public Takeover(UUID topicId, Duration atMost) {
        this.topicId = topicId;
        this.atMost = atMost;
    }

    /** The log is not the one that was folded, or not all of it is there any more. */
    public static final class LostLogException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostLogException(String message) {
            super(message);
        }
    }

    /**
     * What the log holds of a partition.
     *
     * @param id the partition
     * @param first its first offset
     * @param end the offset after its last
     */
    public record Extent(int id, long first, long end) {}

    /**
     * Takes a partition over.
     *
     * @param connection to the database
     * @param extent what the log holds of it
     * @param begin the round that a new partition begins with
     * @return what the database holds of it
     * @throws LostLogException when going on would skip or mix up events
     */
    public OwnedPartition.Stored take(
            SqlConnection connection, Extent extent, OwnedPartition.Round begin) {
        refuseAnotherTopic(connection, extent.id());
        run(
                connection,
                """
                insert into fold_partition
                       (topic_id, part, epoch, next_offset, stepped_day, stepped_policy,
                        target_day, target_policy)
                values ($1, $2, 0, $3, $4, $5, $4, $5)
                    on conflict do nothing
                """,
                Tuple.of(topicId, extent.id(), extent.first(), begin.day(), begin.policy()));
        Row row =
                run(
                                connection,
                                """
                                update fold_partition set epoch = epoch + 1
                                 where topic_id = $1 and part = $2
                                returning epoch, next_offset, stepped_day, stepped_policy,
                                          target_day, target_policy, step_cursor,
                                          stepped_reporting, target_reporting, target_for_all
                                """,
                                Tuple.of(topicId, extent.id()))
                        .iterator()
                        .next();
        long next = row.getLong(1);
        requireInside(extent, next);
        return new OwnedPartition.Stored(
                extent.id(),
                row.getLong(0),
                next,
                new OwnedPartition.Round(row.getInteger(2), row.getString(3)),
                new OwnedPartition.Round(row.getInteger(4), row.getString(5)),
                row.getString(6),
                new OwnedPartition.Resting(
                        settled(row.getBuffer(7)), settled(row.getBuffer(8)), row.getBoolean(9)),
                reporting(connection, extent.id()),
                runs(connection, extent.id()));
    }

    private static @Nullable Reporting settled(@Nullable Buffer bytes) {
        return bytes == null ? null : ReportingCodec.decode(bytes.getBytes());
    }

    private void refuseAnotherTopic(SqlConnection connection, int partition) {
        RowSet<Row> others =
                run(
                        connection,
                        "select 1 from fold_partition where topic_id <> $1 and part = $2",
                        Tuple.of(topicId, partition));
        if (others.size() > 0) {
            throw anotherTopic(partition);
        }
    }

    static LostLogException anotherTopic(int partition) {
        return new LostLogException(
                ("partition %d was folded from another topic of the same name: it was deleted and"
                                + " made anew. Restore the topic, or begin with an empty database")
                        .formatted(partition));
    }

    private static void requireInside(Extent extent, long next) {
        requireInside(extent, next, "fold_partition");
    }

    static void requireInside(Extent extent, long next, String table) {
        if (next < extent.first()) {
            throw new LostLogException(
                    ("events %d to %d of partition %d were deleted before they were folded."
                                    + " Restore them, or set next_offset of %s to %d to go on"
                                    + " without them")
                            .formatted(
                                    next, extent.first() - 1, extent.id(), table, extent.first()));
        }
        if (next > extent.end()) {
            throw new LostLogException(
                    ("partition %d ends at %d, but was folded up to %d: its end was lost. Restore"
                                    + " the topic")
                            .formatted(extent.id(), extent.end(), next));
        }
    }

    private Reporting reporting(SqlConnection connection, int partition) {
        var kinds = new TreeMap<String, Reporting.Span>();
        for (Row row :
                run(
                        connection,
                        "select kind, first_day, last_day from reporting where part = $1",
                        Tuple.of(partition))) {
            kinds.put(row.getString(0), new Reporting.Span(row.getInteger(1), row.getInteger(2)));
        }
        return new Reporting(kinds, Silence.NONE);
    }

    private Map<String, OwnedPartition.Run> runs(SqlConnection connection, int partition) {
        var runs = new HashMap<String, OwnedPartition.Run>();
        for (Row row :
                run(
                        connection,
                        """
                        select run, closed_offset, coalesce(run_cursor, '') from backfill_run
                         where part = $1 and not finished
                        """,
                        Tuple.of(partition))) {
            runs.put(
                    row.getString(0),
                    new OwnedPartition.Run(Optional.ofNullable(row.getLong(1)), row.getString(2)));
        }
        return runs;
    }

    private RowSet<Row> run(SqlConnection connection, String sql, Tuple arguments) {
        try {
            return Await.result(connection.preparedQuery(sql).execute(arguments), atMost);
        } catch (AwaitException e) {
            throw new StoreException("a partition could not be taken over: " + e.getMessage(), e);
        }
    }
}
