package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.fold.LogRecord;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be told of a record that was not folded. */
final class Quarantines {

    private Quarantines() {}

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
