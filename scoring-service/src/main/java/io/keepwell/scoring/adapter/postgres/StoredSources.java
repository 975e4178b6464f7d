package io.keepwell.scoring.adapter.postgres;

import io.keepwell.scoring.application.reading.EventCounts;
import io.keepwell.scoring.application.reading.SourceRecords;
import io.keepwell.scoring.application.source.Hours;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What PostgreSQL keeps of connected systems. */
@Singleton
class StoredSources implements SourceRecords {

    /** All queries of the transaction see the same moment. */
    private static final String ONE_MOMENT =
            "set transaction isolation level repeatable read read only";

    private static final String HOURS =
            """
            select source, hour, sum(events)::bigint, sum(delay_millis)::bigint,
                   max(delay_millis_max), sum(lag_millis)::bigint, max(lag_millis_max)
              from source_activity where hour >= $1 group by source, hour order by source, hour
            """;

    private static final String COUNTS =
            """
            select source, sum(accepted)::bigint, sum(folded)::bigint, sum(duplicate)::bigint,
                   sum(too_late)::bigint, sum(quarantined)::bigint, sum(erased)::bigint
              from source_count group by source
            """;

    private static final String WAITING =
            "select source, count(*) from unattributed_event group by source";

    private static final String REJECTED =
            """
            select source, code, count(*) from rejected_event where rejected_at >= $1
             group by source, code
            """;

    private static final String RETIRE =
            """
            insert into source_retirement (source, retired_at, retired_by)
            select $1, $2, $3
             where exists (select 1 from source_activity where source = $1)
                or exists (select 1 from source_count where source = $1)
                on conflict (source) do update
               set retired_at = excluded.retired_at, retired_by = excluded.retired_by
            """;

    private final Pool pool;

    StoredSources(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Known> known(int fromHour) {
        return Uni.createFrom()
                .completionStage(
                        () -> pool.withTransaction(it -> known(it, fromHour)).toCompletionStage());
    }

    @Override
    public Uni<Boolean> retire(String source, String by, Instant at) {
        if (!Rows.isName(source)) {
            return Uni.createFrom().item(false);
        }
        return Uni.createFrom()
                .completionStage(() ->
                        pool.preparedQuery(RETIRE)
                                .execute(Tuple.of(source, at.atOffset(ZoneOffset.UTC), by))
                                .map(rows -> rows.rowCount() > 0)
                                .toCompletionStage());
    }

    private static Future<Known> known(SqlConnection connection, int fromHour) {
        return connection
                .query(ONE_MOMENT)
                .execute()
                .compose(_ -> {
                    var histories = SourceHistories.read(connection);
                    var hours = rows(connection, HOURS, Tuple.of(fromHour), StoredSources::hour);
                    var counts = rows(connection, COUNTS, Tuple.tuple(), StoredSources::counts);
                    var waiting = rows(connection, WAITING, Tuple.tuple(), StoredSources::waiting);
                    var rejected =
                            rows(
                                    connection,
                                    REJECTED,
                                    Tuple.of(Hours.begin(fromHour).atOffset(ZoneOffset.UTC)),
                                    StoredSources::rejected);
                    return Future.all(histories, hours, counts, waiting, rejected)
                            .map(_ ->
                                    new Known(
                                            histories.result().observedUntil(),
                                            histories.result().sources(),
                                            hours.result(),
                                            map(counts.result()),
                                            map(waiting.result()),
                                            rejected.result().stream()
                                                    .collect(
                                                            Collectors.groupingBy(
                                                                    Rejected::source,
                                                                    Collectors.toMap(
                                                                            Rejected::code,
                                                                            Rejected::events)))));
                });
    }

    private static <T> Future<List<T>> rows(
            SqlConnection connection, String sql, Tuple parameters, Function<Row, T> reader) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(reader).toList());
    }

    private static Hour hour(Row row) {
        return new Hour(
                row.getString(0),
                row.getInteger(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }

    private static Map.Entry<String, EventCounts> counts(Row row) {
        return Map.entry(
                row.getString(0),
                new EventCounts(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
    }

    private static Map.Entry<String, Long> waiting(Row row) {
        return Map.entry(row.getString(0), row.getLong(1));
    }

    /** How much of a source was rejected for a reason. */
    private record Rejected(String source, String code, long events) {}

    private static Rejected rejected(Row row) {
        return new Rejected(row.getString(0), row.getString(1), row.getLong(2));
    }

    private static <V> Map<String, V> map(List<Map.Entry<String, V>> entries) {
        return entries.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
