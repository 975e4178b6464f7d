package io.keepwell.scoring.adapter.postgres;

import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.fold.StoreException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How far the partitions of a topic were read, in a table with the columns {@code topic_id, part,
 * epoch, next_offset}. A transaction that writes something begins with the fence: the partition
 * must still have the owner's epoch and stand where the owner left it.
 */
final class Positions {

    private final SqlConnection connection;
    private final String table;
    private final UUID topicId;
    private final Duration atMost;
    private final Map<Integer, Owned> owned = new HashMap<>();

    Positions(SqlConnection connection, String table, UUID topicId, Duration atMost) {
        this.connection = connection;
        this.table = table;
        this.topicId = topicId;
        this.atMost = atMost;
    }

    private record Owned(long epoch, long nextOffset) {}

    /**
     * Takes a partition over: raises the epoch, which waits for a transaction of the former owner
     * and fences every later one, and only then reads where it stands.
     *
     * @param extent what the log holds of it
     * @return the offset to go on at
     * @throws Takeover.LostLogException when going on would skip or mix up records
     */
    long take(Takeover.Extent extent) {
        RowSet<Row> others =
                query(
                        "select 1 from %s where topic_id <> $1 and part = $2",
                        Tuple.of(topicId, extent.id()));
        if (others.size() > 0) {
            throw Takeover.anotherTopic(extent.id());
        }
        query(
                """
                insert into %s (topic_id, part, epoch, next_offset)
                values ($1, $2, 0, $3) on conflict do nothing
                """,
                Tuple.of(topicId, extent.id(), extent.first()));
        Row row =
                query(
                                """
                                update %s set epoch = epoch + 1
                                 where topic_id = $1 and part = $2
                                returning epoch, next_offset
                                """,
                                Tuple.of(topicId, extent.id()))
                        .iterator()
                        .next();
        Takeover.requireInside(extent, row.getLong(1), table);
        owned.put(extent.id(), new Owned(row.getLong(0), row.getLong(1)));
        return row.getLong(1);
    }

    /**
     * Forgets where a partition stands that cannot be gone on with: it is of another topic of the
     * same name, or the log has forgotten what comes next. For readers that then miss nothing.
     */
    void forgetLost(Takeover.Extent extent) {
        query(
                "delete from %s where part = $2 and (topic_id <> $1 or next_offset < $3)",
                Tuple.of(topicId, extent.id(), extent.first()));
    }

    void disown(int partition) {
        owned.remove(partition);
    }

    /** Moves partitions on, within a transaction; {@link #moved} once it is committed. */
    void fence(Map<Integer, Long> next) {
        var moves = List.copyOf(next.entrySet());
        Tuple columns =
                new Columns<>(moves)
                        .ints(Map.Entry::getKey)
                        .longs(it -> mine(it.getKey()).epoch())
                        .longs(it -> mine(it.getKey()).nextOffset())
                        .longs(Map.Entry::getValue)
                        .tuple()
                        .addUUID(topicId);
        int fenced =
                query(
                                """
                                update %s p set next_offset = m.new
                                  from unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[])
                                       as m (part, epoch, old, new)
                                 where p.topic_id = $5 and p.part = m.part and p.epoch = m.epoch
                                   and p.next_offset = m.old
                                """,
                                columns)
                        .rowCount();
        if (fenced != moves.size()) {
            throw new StoreException(
                    "fenced: of %d partitions %d are still ours and where we left them"
                            .formatted(moves.size(), fenced));
        }
    }

    void moved(Map<Integer, Long> next) {
        next.forEach((partition, offset) ->
                owned.computeIfPresent(partition, (_, it) -> new Owned(it.epoch(), offset)));
    }

    /**
     * Writes down which partitions were read to the ends of their logs; of a table that says so.
     */
    void caughtUp(Map<Integer, Long> ends, Instant now) {
        List<Map.Entry<Integer, Owned>> caughtUp =
                owned.entrySet().stream()
                        .filter(it ->
                                it.getValue().nextOffset()
                                        >= ends.getOrDefault(it.getKey(), Long.MAX_VALUE))
                        .toList();
        query(
                """
                update %s p set caught_up_at = $3
                  from unnest($1::int[], $2::bigint[]) as o (part, epoch)
                 where p.topic_id = $4 and p.part = o.part and p.epoch = o.epoch
                """,
                new Columns<>(caughtUp)
                        .ints(Map.Entry::getKey)
                        .longs(it -> it.getValue().epoch())
                        .tuple()
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addUUID(topicId));
    }

    private Owned mine(int partition) {
        Owned mine = owned.get(partition);
        if (mine == null) {
            throw new StoreException("partition %d is not ours".formatted(partition));
        }
        return mine;
    }

    private RowSet<Row> query(String sql, Tuple parameters) {
        try {
            return Await.result(
                    connection.preparedQuery(sql.formatted(table)).execute(parameters), atMost);
        } catch (AwaitException e) {
            throw new StoreException("%s: %s".formatted(table, e.getMessage()), e);
        }
    }
}
