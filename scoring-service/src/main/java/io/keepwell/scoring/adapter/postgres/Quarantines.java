package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.UnreadableRecord;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.QuarantineReason;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records that were not folded. */
final class Quarantines {

    private Quarantines() {}

    /**
     * Keeps records that cannot be read; one that stands there is the same, read again.
     *
     * @param topic where they lie
     * @param now when
     */
    static Future<Void> insert(
            SqlConnection connection, Topic topic, List<UnreadableRecord> records, Instant now) {
        if (records.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(
                        """
                        insert into quarantine
                               (id, part, record_offset, record_key, headers, value, reason,
                                detail, quarantined_at, topic)
                        select gen_random_uuid(), r.*, $8, $9
                          from unnest($1::int[], $2::bigint[], $3::text[], $4::bytea[],
                                      $5::bytea[], $6::text[], $7::text[]) as r
                            on conflict do nothing
                        """)
                .execute(
                        new Columns<>(records)
                                .ints(UnreadableRecord::partition)
                                .longs(UnreadableRecord::offset)
                                .texts(it -> storable(it.key()))
                                .bytes(UnreadableRecord::headers)
                                .bytes(UnreadableRecord::value)
                                .texts(_ -> QuarantineReason.UNREADABLE.wireName())
                                .texts(it -> storable(it.detail()))
                                .tuple()
                                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                                .addString(topic.topicName()))
                .mapEmpty();
    }

    static @Nullable String accountId(LogRecord record) {
        return of(record, event -> event.accountId().value());
    }

    static @Nullable String source(LogRecord record) {
        return of(record, event -> event.source().value());
    }

    static @Nullable String eventId(LogRecord record) {
        return of(record, CustomerEventV1::id);
    }

    /** A text as PostgreSQL takes it: it knows no NUL. */
    static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    private static @Nullable String of(
            LogRecord record, Function<CustomerEventV1, String> property) {
        Optional<CustomerEventV1> event =
                record.entry() instanceof LogRecord.Entry.Event(CustomerEventV1 it)
                        ? Optional.of(it)
                        : Optional.empty();
        return event.map(property).orElse(null);
    }
}
