package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.event.ReplayRequestedV1;
import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.application.rejection.RejectedItem;
import io.keepwell.scoring.application.rejection.RejectionFilter;
import io.keepwell.scoring.application.rejection.RejectionPlace;
import io.keepwell.scoring.application.rejection.RejectionQuery;
import io.keepwell.scoring.application.rejection.Rejections;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The index of what was rejected, in PostgreSQL. Replays go through the outbox, in the transaction
 * that marks them.
 */
@Singleton
class PostgresRejections implements Rejections {

    private final Pool pool;
    private final int relays;

    PostgresRejections(Pool pool, ScoringConfig config) {
        this.pool = pool;
        this.relays = config.relays();
    }

    @Override
    public Uni<List<Listed<RejectedItem>>> list(RejectionQuery query) {
        Conditions conditions = conditions(query.filter());
        RejectionQuery.Place after = query.after();
        if (after != null) {
            conditions.add(
                    "rejected_at < %1$s OR (rejected_at = %1$s AND id > %2$s)"
                            .formatted(
                                    conditions.value(Rows.parameter(after.at())),
                                    conditions.value(after.id())));
        }
        String sql =
                "SELECT * FROM rejected_event"
                        + conditions.takeWhere()
                        + " ORDER BY rejected_at DESC, id LIMIT "
                        + conditions.value(query.limit() + 1);
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> Rows.all(rows, PostgresRejections::listed));
    }

    @Override
    public Uni<Optional<Found>> find(UUID id) {
        return pool.preparedQuery("SELECT * FROM rejected_event WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows ->
                        Rows.all(rows, row -> new Found(item(row), place(row))).stream()
                                .findFirst());
    }

    @Override
    public Uni<List<RejectionPlace>> waiting(RejectionFilter filter, int limit, long bytesMax) {
        Conditions conditions = waiting(filter);
        String sql =
                """
                WITH page AS (
                    SELECT * FROM rejected_event %s
                    ORDER BY rejected_at, record_offset, id LIMIT %s)
                SELECT id, part, record_offset FROM (
                    SELECT *, sum(bytes) OVER (ORDER BY rejected_at, record_offset, id) - bytes
                              AS before
                    FROM page) p
                WHERE before < %s ORDER BY rejected_at, record_offset, id
                """
                        .formatted(
                                conditions.takeWhere(),
                                conditions.value(limit),
                                conditions.value(bytesMax));
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> Rows.all(rows, PostgresRejections::place));
    }

    @Override
    public Uni<Long> countWaiting(RejectionFilter filter) {
        Conditions conditions = waiting(filter);
        return pool.preparedQuery("SELECT count(*) FROM rejected_event" + conditions.takeWhere())
                .execute(conditions.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<Set<UUID>> replay(List<ReplayRequestedV1> replays, String by, Instant at) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(
                                """
                                UPDATE rejected_event SET replayed_at = $2, replayed_by = $3
                                WHERE id = ANY($1) AND replayable AND replayed_at IS NULL
                                RETURNING id
                                """)
                        .execute(
                                Tuple.of(
                                        replays.stream()
                                                .map(ReplayRequestedV1::rejectionId)
                                                .toArray(UUID[]::new),
                                        Rows.parameter(at),
                                        by))
                        .map(rows -> Set.copyOf(Rows.all(rows, row -> row.getUUID(0))))
                        .chain(marked -> send(connection, replays, marked, at)));
    }

    private Uni<Set<UUID>> send(
            SqlConnection connection,
            List<ReplayRequestedV1> replays,
            Set<UUID> marked,
            Instant at) {
        List<OutboxRow> rows =
                replays.stream()
                        .filter(it -> marked.contains(it.rejectionId()))
                        .map(it ->
                                OutboxRow.of(Math.floorMod(it.source().hashCode(), relays), it, at))
                        .toList();
        return Uni.createFrom()
                .completionStage(
                        () -> Outbox.insert(connection.getDelegate(), rows).toCompletionStage())
                .replaceWith(marked);
    }

    @Override
    public Uni<Void> lose(List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(
                                "UPDATE rejected_event SET replayable = false WHERE id = ANY($1)")
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private static Conditions waiting(RejectionFilter filter) {
        Conditions conditions = conditions(filter);
        conditions.add("replayable AND replayed_at IS NULL");
        return conditions;
    }

    private static Conditions conditions(RejectionFilter filter) {
        var conditions = new Conditions();
        if (filter.source() != null) {
            conditions.add("source = " + conditions.value(filter.source()));
        }
        if (filter.code() != null) {
            conditions.add("code = " + conditions.value(filter.code().wireName()));
        }
        if (filter.since() != null) {
            conditions.add("rejected_at >= " + conditions.value(Rows.parameter(filter.since())));
        }
        if (filter.until() != null) {
            conditions.add("rejected_at < " + conditions.value(Rows.parameter(filter.until())));
        }
        if (filter.replayed() != null) {
            conditions.add(filter.replayed() ? "replayed_at IS NOT NULL" : "replayed_at IS NULL");
        }
        return conditions;
    }

    private static RejectionPlace place(Row row) {
        return new RejectionPlace(
                row.getUUID("id"), row.getInteger("part"), row.getLong("record_offset"));
    }

    private static Listed<RejectedItem> listed(Row row) {
        RejectedItem item = item(row);
        return new Listed<>(
                item, List.of(Rows.exactTime(row, "rejected_at").toString(), "" + item.id()));
    }

    private static RejectedItem item(Row row) {
        return new RejectedItem(
                row.getUUID("id"),
                Rows.text(row, "source"),
                Rows.time(row, "rejected_at"),
                Rows.text(row, "code"),
                row.getString("pointer"),
                Rows.text(row, "detail"),
                row.getString("event_id"),
                row.getString("account_id"),
                Rows.text(row, "content_type"),
                row.getInteger("bytes"),
                row.getBoolean("replayable"),
                Rows.timeOrNone(row, "replayed_at"),
                row.getString("replayed_by"));
    }
}
