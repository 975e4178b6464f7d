package io.keepwell.engine.backtest;

import io.keepwell.model.WireName;
import io.keepwell.model.event.CustomerEventV1;
import java.time.Instant;

/** When an event of the past counts as known. */
public enum Known implements WireName {
    /** When it occurred, as exports do not tell when anybody heard of it. */
    OCCURRED,

    /**
     * When Keepwell received it. What a backfill brought was received all at once, long after
     * somebody knew it: it counts as known when it occurred.
     */
    RECEIVED;

    /**
     * An event as it was known.
     *
     * @param event as Keepwell accepted it
     * @return the same, {@code receivedAt} being when it counts as known
     */
    public CustomerEventV1 of(CustomerEventV1 event) {
        return this == RECEIVED && event.backfill() == null
                ? event
                : knownAt(event, event.occurredAt());
    }

    private static CustomerEventV1 knownAt(CustomerEventV1 event, Instant at) {
        return new CustomerEventV1(
                event.id(),
                event.source(),
                event.accountId(),
                event.type(),
                event.occurredAt(),
                at,
                event.actorId(),
                event.value(),
                event.attributes(),
                event.backfill());
    }

    @Override
    public String toString() {
        return wireName();
    }
}
