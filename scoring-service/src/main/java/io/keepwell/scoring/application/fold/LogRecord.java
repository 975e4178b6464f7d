package io.keepwell.scoring.application.fold;

import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.CustomerEventV1;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log of customer events.
 *
 * @param partition its partition
 * @param offset its place there
 * @param entry what it says
 * @param raw the record as it is, for quarantine
 * @param isFirstHand whether its source has just sent it; false for an event whose account was
 *     found out only later
 * @param trace follows it, or null where nobody does
 */
public record LogRecord(
        int partition,
        long offset,
        Entry entry,
        Raw raw,
        boolean isFirstHand,
        @Nullable Trace trace) {

    /** What a record says. */
    public sealed interface Entry {

        /**
         * Something happened at a customer.
         *
         * @param event what
         */
        record Event(CustomerEventV1 event) implements Entry {}

        /**
         * A backfill run begins.
         *
         * @param mark which
         */
        record Opened(BackfillOpenedV1 mark) implements Entry {}

        /**
         * A backfill run is complete.
         *
         * @param mark which
         */
        record Closed(BackfillClosedV1 mark) implements Entry {}

        /**
         * Nothing that this release can read.
         *
         * @param detail why
         */
        record Unreadable(String detail) implements Entry {}
    }

    /** A record's bytes; asked for only when it is quarantined. */
    public interface Raw {

        /**
         * Its key.
         *
         * @return as text, or null when it had none
         */
        @Nullable String key();

        /**
         * Its headers.
         *
         * @return as the outbox encodes them
         */
        byte[] headers();

        /**
         * Its value.
         *
         * @return the bytes, or null when it had none
         */
        byte @Nullable [] value();
    }

    /**
     * The same record, followed.
     *
     * @param by who follows it
     * @return a copy
     */
    public LogRecord followed(Trace by) {
        return new LogRecord(partition, offset, entry, raw, isFirstHand, by);
    }

    /** The event that it is, if it is one. */
    Optional<CustomerEventV1> event() {
        return entry instanceof Entry.Event(CustomerEventV1 event)
                ? Optional.of(event)
                : Optional.empty();
    }
}
