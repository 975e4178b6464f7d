package io.keepwell.scoring.adapter.postgres;

import io.keepwell.scoring.application.reading.EventCounts;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads columns. */
final class Rows {

    private Rows() {}

    static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reader) {
        return StreamSupport.stream(rows.spliterator(), false).map(reader).toList();
    }

    /** Whether there may be a row of this name; PostgreSQL refuses to look for others. */
    static boolean isName(String text) {
        return text.indexOf('\0') < 0;
    }

    static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /** To the millisecond, as everything that leaves the service. */
    static Instant time(Row row, String column) {
        return exactTime(row, column).truncatedTo(ChronoUnit.MILLIS);
    }

    static Instant exactTime(Row row, String column) {
        return Objects.requireNonNull(row.getOffsetDateTime(column), column).toInstant();
    }

    static @Nullable Instant timeOrNone(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    static OffsetDateTime parameter(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static byte[] bytes(Row row, String column) {
        return Objects.requireNonNull(bytesOrNone(row, column), column);
    }

    static byte @Nullable [] bytesOrNone(Row row, String column) {
        Buffer bytes = row.getDelegate().getBuffer(column);
        return bytes == null ? null : bytes.getBytes();
    }

    static EventCounts counts(Row row) {
        return new EventCounts(
                row.getLong("accepted"),
                row.getLong("folded"),
                row.getLong("duplicate"),
                row.getLong("too_late"),
                row.getLong("quarantined"),
                row.getLong("erased"));
    }
}
