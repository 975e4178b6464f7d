package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.source.Rhythm;
import io.keepwell.engine.source.SourceHistory;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Reads when sources sent. */
final class SourceHistories {

    /**
     * Kinds are counted over the window of the rhythm before the source's own last event, so that
     * what a source told before it was told to tell something else does not count for ever.
     */
    private static final String ALL =
            """
            with sent as (
                select source, hour, kind, sum(events) as events,
                       max(last_event_at) as last_event_at
                  from source_activity group by source, hour, kind),
            looked as (
                select s.* from sent s
                  join (select source, max(hour) as hour from sent group by source) l
                    on l.source = s.source and s.hour >= l.hour - %d),
            kinds as (
                select source, jsonb_object_agg(kind, events) as kinds
                  from (select source, kind, sum(events) as events from looked
                         group by source, kind) k
                 group by source)
            select l.source, array_agg(distinct l.hour order by l.hour) as hours,
                   max(l.last_event_at) as last_event_at, k.kinds, r.retired_at
              from looked l
              join kinds k on k.source = l.source
              left join source_retirement r on r.source = l.source
             group by l.source, k.kinds, r.retired_at
             order by l.source
            """
                    .formatted(Rhythm.WINDOW.toHours());

    /** Nothing, as long as a partition has not been read to its end since it was made. */
    private static final String OBSERVED_UNTIL =
            """
            select case when count(*) = count(caught_up_at) then min(caught_up_at) end
              from (select caught_up_at from fold_partition
                     union all
                    select caught_up_at from identity_partition) p
            """;

    private SourceHistories() {}

    /**
     * What is known of all sources.
     *
     * @param observedUntil up to when all that was sent has been read
     * @param sources in the order of their names
     */
    record Known(Instant observedUntil, List<SourceHistory> sources) {}

    static Future<Known> read(SqlClient client) {
        Future<Instant> until =
                client.query(OBSERVED_UNTIL)
                        .execute()
                        .map(rows -> {
                            OffsetDateTime at = rows.iterator().next().getOffsetDateTime(0);
                            return at == null
                                    ? Instant.EPOCH
                                    : at.toInstant().truncatedTo(ChronoUnit.MILLIS);
                        });
        Future<List<SourceHistory>> sources =
                client.query(ALL)
                        .execute()
                        .map(rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(SourceHistories::history)
                                        .toList());
        return Future.all(until, sources).map(_ -> new Known(until.result(), sources.result()));
    }

    private static SourceHistory history(Row row) {
        Map<String, Long> kinds = new TreeMap<>();
        JsonObject counts = row.getJsonObject(3);
        counts.fieldNames().forEach(kind -> kinds.put(kind, counts.getLong(kind)));
        OffsetDateTime retiredAt = row.getOffsetDateTime(4);
        return new SourceHistory(
                Objects.requireNonNull(row.getString(0)),
                List.of(row.getArrayOfIntegers(1)),
                row.getOffsetDateTime(2).toInstant().truncatedTo(ChronoUnit.MILLIS),
                kinds,
                retiredAt == null ? null : retiredAt.toInstant());
    }
}
