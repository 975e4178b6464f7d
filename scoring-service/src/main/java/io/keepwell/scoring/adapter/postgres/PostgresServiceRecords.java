package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.health.Status;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.scoring.application.reading.QuarantineItem;
import io.keepwell.scoring.application.reading.QuarantineQuery;
import io.keepwell.scoring.application.reading.ServiceRecords;
import io.keepwell.scoring.application.reading.Stats;
import io.keepwell.scoring.application.reading.UnattributedEvent;
import io.keepwell.scoring.application.reading.UnattributedItem;
import io.keepwell.scoring.application.reading.UnattributedQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL keeps of the service's own work. */
@Singleton
class PostgresServiceRecords implements ServiceRecords {

    /** All queries of the transaction see the same moment. */
    private static final String ONE_MOMENT =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private static final String BY_STATUS =
            "SELECT status, count(*) AS accounts FROM account GROUP BY status";

    private static final String BY_SOURCE =
            """
            SELECT source, sum(accepted)::bigint AS accepted, sum(folded)::bigint AS folded,
                   sum(duplicate)::bigint AS duplicate, sum(too_late)::bigint AS too_late,
                   sum(quarantined)::bigint AS quarantined,
                   sum(erased)::bigint AS erased
            FROM source_count GROUP BY source ORDER BY source
            """;

    private static final String BY_PARTITION =
            "SELECT * FROM fold_partition ORDER BY part, topic_id";

    private final Pool pool;

    PostgresServiceRecords(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Stats> stats() {
        return pool.withTransaction(connection ->
                connection
                        .query(ONE_MOMENT)
                        .execute()
                        .chain(() -> connection.query(BY_STATUS).execute())
                        .map(PostgresServiceRecords::byStatus)
                        .chain(byStatus -> rest(connection, byStatus)));
    }

    @Override
    public Uni<List<Listed<QuarantineItem>>> quarantine(QuarantineQuery query) {
        var conditions = new Conditions();
        String accountId = query.accountId();
        if (accountId != null) {
            conditions.add("account_id = " + conditions.value(accountId));
        }
        QuarantineQuery.Place after = query.after();
        if (after != null) {
            conditions.add(
                    "quarantined_at < %1$s OR (quarantined_at = %1$s AND id > %2$s)"
                            .formatted(
                                    conditions.value(Rows.parameter(after.at())),
                                    conditions.value(after.id())));
        }
        String sql =
                "SELECT * FROM quarantine"
                        + conditions.takeWhere()
                        + " ORDER BY quarantined_at DESC, id LIMIT "
                        + conditions.value(query.limit() + 1);
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> Rows.all(rows, PostgresServiceRecords::quarantined));
    }

    @Override
    public Uni<List<Listed<UnattributedItem>>> unattributed(UnattributedQuery query) {
        var conditions = new Conditions();
        UnattributedQuery.Place after = query.after();
        if (after != null) {
            conditions.add(
                    "w.events < %1$s OR (w.events = %1$s AND w.user_id > %2$s)"
                            .formatted(
                                    conditions.value(after.events()),
                                    conditions.value(after.userId())));
        }
        String sql =
                """
                WITH RECURSIVE waiting AS (
                    SELECT user_id, count(*) AS events,
                           array_agg(DISTINCT source ORDER BY source) AS sources,
                           min(occurred_at) AS first_at, max(occurred_at) AS last_at
                    FROM unattributed_event GROUP BY user_id),
                page AS (
                    SELECT * FROM waiting w %s
                    ORDER BY w.events DESC, w.user_id LIMIT %s),
                owner (start_id, user_id, depth) AS (
                    SELECT user_id, user_id, 0 FROM page
                    UNION
                    SELECT o.start_id, m.user_id, o.depth + 1
                    FROM owner o JOIN LATERAL
                         (SELECT user_id FROM identity_merge WHERE previous_id = o.user_id
                          LIMIT %d) m ON true
                    WHERE o.depth < %d)
                SELECT p.*, coalesce(
                       (SELECT array_agg(DISTINCT l.account_id ORDER BY l.account_id)
                        FROM owner o JOIN identity_link l ON l.user_id = o.user_id
                        WHERE o.start_id = p.user_id), '{}') AS accounts
                FROM page p ORDER BY p.events DESC, p.user_id
                """
                        .formatted(
                                conditions.takeWhere(),
                                conditions.value(query.limit() + 1),
                                IdentityStore.USERS_OF_AN_ID_MAX,
                                IdentityStore.MERGES_IN_A_ROW_MAX);
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> Rows.all(rows, PostgresServiceRecords::unattributed));
    }

    @Override
    public Uni<List<UnattributedEvent>> unattributedOf(String userId, int limit) {
        return pool.preparedQuery(
                        """
                        SELECT * FROM unattributed_event WHERE user_id = $1
                        ORDER BY received_at DESC, source, event_id LIMIT $2
                        """)
                .execute(Tuple.of(userId, limit))
                .map(rows -> Rows.all(rows, PostgresServiceRecords::waiting));
    }

    private static UnattributedEvent waiting(Row row) {
        return new UnattributedEvent(
                Rows.text(row, "event_id"),
                Rows.text(row, "source"),
                Rows.text(row, "type"),
                Rows.time(row, "occurred_at"),
                Rows.time(row, "received_at"),
                row.getString("actor_id"),
                row.getBigDecimal("value"),
                Rows.text(row, "attributes"));
    }

    private static Listed<UnattributedItem> unattributed(Row row) {
        var item =
                new UnattributedItem(
                        Rows.text(row, "user_id"),
                        row.getLong("events"),
                        List.of(row.getArrayOfStrings("sources")),
                        Rows.time(row, "first_at"),
                        Rows.time(row, "last_at"),
                        List.of(row.getArrayOfStrings("accounts")));
        return new Listed<>(item, List.of("" + item.events(), item.userId()));
    }

    private static Uni<Stats> rest(SqlConnection connection, Map<String, Long> byStatus) {
        return connection
                .query(BY_SOURCE)
                .execute()
                .map(rows -> Rows.all(rows, PostgresServiceRecords::source))
                .chain(bySource ->
                        connection
                                .query(BY_PARTITION)
                                .execute()
                                .map(rows -> Rows.all(rows, PostgresServiceRecords::partition))
                                .map(partitions -> Stats.of(byStatus, bySource, partitions)));
    }

    private static Map<String, Long> byStatus(RowSet<Row> rows) {
        var byStatus = new HashMap<String, Long>();
        for (Status status : Status.values()) {
            byStatus.put(status.wireName(), 0L);
        }
        rows.forEach(row -> byStatus.put(Rows.text(row, "status"), row.getLong("accounts")));
        return byStatus;
    }

    private static Stats.OfSource source(Row row) {
        var counts = Rows.counts(row);
        return new Stats.OfSource(
                Rows.text(row, "source"),
                counts.accepted(),
                counts.folded(),
                counts.duplicate(),
                counts.tooLate(),
                counts.quarantined(),
                counts.erased());
    }

    private static Stats.OfPartition partition(Row row) {
        var counts = Rows.counts(row);
        return new Stats.OfPartition(
                row.getInteger("part"),
                row.getUUID("topic_id"),
                row.getLong("next_offset"),
                LocalDate.ofEpochDay(row.getInteger("stepped_day")),
                Rows.text(row, "stepped_policy"),
                counts.accepted(),
                counts.folded(),
                counts.duplicate(),
                counts.tooLate(),
                counts.quarantined(),
                counts.erased());
    }

    private static Listed<QuarantineItem> quarantined(Row row) {
        var value = QuarantineItem.Written.of(Rows.bytesOrNone(row, "value"));
        var item =
                new QuarantineItem(
                        row.getUUID("id"),
                        Rows.text(row, "topic"),
                        row.getInteger("part"),
                        row.getLong("record_offset"),
                        row.getString("account_id"),
                        row.getString("source"),
                        row.getString("event_id"),
                        Rows.text(row, "reason"),
                        Rows.text(row, "detail"),
                        Rows.time(row, "quarantined_at"),
                        Rows.timeOrNone(row, "replayed_at"),
                        row.getString("replayed_by"),
                        value.value(),
                        value.encoding());
        return new Listed<>(
                item,
                List.of(Rows.exactTime(row, "quarantined_at").toString(), item.id().toString()));
    }
}
