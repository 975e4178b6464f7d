package io.keepwell.scoring.adapter.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into columns, for one statement with {@code unnest} however many rows there are.
 *
 * @param <T> what makes a row
 */
final class Columns<T> {

    private final List<T> rows;
    private final Tuple tuple = Tuple.tuple();

    Columns(List<T> rows) {
        this.rows = rows;
    }

    Columns<T> texts(Function<T, @Nullable String> column) {
        tuple.addArrayOfString(values(column).toArray(String[]::new));
        return this;
    }

    Columns<T> ints(Function<T, @Nullable Integer> column) {
        tuple.addArrayOfInteger(values(column).toArray(Integer[]::new));
        return this;
    }

    Columns<T> longs(Function<T, @Nullable Long> column) {
        tuple.addArrayOfLong(values(column).toArray(Long[]::new));
        return this;
    }

    Columns<T> flags(Function<T, Boolean> column) {
        tuple.addArrayOfBoolean(values(column).toArray(Boolean[]::new));
        return this;
    }

    Columns<T> numbers(Function<T, @Nullable BigDecimal> column) {
        tuple.addValue(
                values(column)
                        .map(it -> it == null ? null : Numeric.create(it))
                        .toArray(Numeric[]::new));
        return this;
    }

    Columns<T> bytes(Function<T, byte @Nullable []> column) {
        tuple.addArrayOfBuffer(
                rows.stream()
                        .map(column)
                        .map(it -> it == null ? null : Buffer.buffer(it))
                        .toArray(Buffer[]::new));
        return this;
    }

    Columns<T> times(Function<T, @Nullable OffsetDateTime> column) {
        tuple.addArrayOfOffsetDateTime(values(column).toArray(OffsetDateTime[]::new));
        return this;
    }

    Columns<T> dates(Function<T, @Nullable LocalDate> column) {
        tuple.addArrayOfLocalDate(values(column).toArray(LocalDate[]::new));
        return this;
    }

    Columns<T> ids(Function<T, UUID> column) {
        tuple.addArrayOfUUID(values(column).toArray(UUID[]::new));
        return this;
    }

    Columns<T> objects(Function<T, @Nullable JsonObject> column) {
        tuple.addArrayOfJsonObject(values(column).toArray(JsonObject[]::new));
        return this;
    }

    Columns<T> arrays(Function<T, JsonArray> column) {
        tuple.addArrayOfJsonArray(values(column).toArray(JsonArray[]::new));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Tuple tuple() {
        return tuple;
    }

    private <V extends @Nullable Object> Stream<V> values(Function<T, V> column) {
        return rows.stream().map(column);
    }
}
