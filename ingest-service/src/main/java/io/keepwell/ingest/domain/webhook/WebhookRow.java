package io.keepwell.ingest.domain.webhook;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Sha256;
import io.keepwell.policy.expression.Row;
import io.keepwell.policy.mapping.DateFormats;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An item of a webhook's body, as the expressions of its mapping see it.
 *
 * @param item its fields, and where it stands
 * @param headers the headers that the mapping names, in order; empty texts where there are none
 * @param body the body that it is of
 * @param dates how its sender writes dates
 * @param now when the request came in
 */
record WebhookRow(BodyItem item, List<String> headers, Body body, DateFormats dates, Instant now)
        implements Row {

    @Override
    public String cell(int column) {
        int fields = item.cells().size();
        return column < fields ? item.cells().get(column) : headers.get(column - fields);
    }

    @Override
    public Optional<Instant> time(String text) {
        return dates.read(text);
    }

    @Override
    public String day(Instant time) {
        return dates.day(time).toString();
    }

    /** Of the item's bytes and its fields: a request that is repeated has the same one. */
    @Override
    public String hash() {
        var hash = new Sha256().add(body, item.from(), item.to());
        // Those of the body, too: two bodies may hold the same item at two times.
        item.cells().forEach(hash::add);
        return hash.hex();
    }

    @Override
    public Optional<String> lookup(String table, String key, String value) {
        throw new IllegalStateException("a webhook has no lookups");
    }

    @Override
    public OptionalDouble sum(String table, String key, String sum) {
        throw new IllegalStateException("a webhook has no lookups");
    }
}
