package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.Topic;
import io.keepwell.scoring.application.source.SourceActivity;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.ZoneOffset;
import java.util.List;

/** Adds what a transaction has read to what its sources sent. */
final class ActivityRows {

    private static final String ADD =
            """
            insert into source_activity as a
                   (source, hour, kind, part, events, last_event_at, delay_millis,
                    delay_millis_max, lag_millis, lag_millis_max, topic)
            select n.*, $11
              from unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::bigint[],
                          $6::timestamptz[], $7::bigint[], $8::bigint[], $9::bigint[],
                          $10::bigint[]) as n
                on conflict (source, hour, kind, topic, part) do update
               set events = a.events + excluded.events,
                   last_event_at = greatest(a.last_event_at, excluded.last_event_at),
                   delay_millis = a.delay_millis + excluded.delay_millis,
                   delay_millis_max = greatest(a.delay_millis_max, excluded.delay_millis_max),
                   lag_millis = a.lag_millis + excluded.lag_millis,
                   lag_millis_max = greatest(a.lag_millis_max, excluded.lag_millis_max)
            """;

    private ActivityRows() {}

    static Future<?> add(SqlConnection connection, Topic topic, SourceActivity activity) {
        if (activity.all().isEmpty()) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(ADD)
                .execute(
                        new Columns<>(List.copyOf(activity.all().entrySet()))
                                .texts(it -> it.getKey().source())
                                .ints(it -> it.getKey().hour())
                                .texts(it -> it.getKey().kind())
                                .ints(it -> it.getKey().partition())
                                .longs(it -> it.getValue().events())
                                .times(it -> it.getValue().lastEventAt().atOffset(ZoneOffset.UTC))
                                .longs(it -> it.getValue().delayMillis())
                                .longs(it -> it.getValue().delayMillisMax())
                                .longs(it -> it.getValue().lagMillis())
                                .longs(it -> it.getValue().lagMillisMax())
                                .tuple()
                                .addString(topic.topicName()));
    }
}
