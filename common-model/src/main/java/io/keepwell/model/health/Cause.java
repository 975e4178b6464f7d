package io.keepwell.model.health;

import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import io.keepwell.model.event.SourceName;
import org.jspecify.annotations.Nullable;

/**
 * What brought a change about, and how much was known: every event of the partition before the
 * offset, nothing after it.
 *
 * @param kind why
 * @param eventId the event that did it, if one did
 * @param eventSource that event's source
 * @param eventType that event's type
 * @param partition the partition of {@code keepwell.customer-events}, from 0
 * @param nextOffset the first offset of it that was not known yet, from 0
 */
public record Cause(
        CauseKind kind,
        @Nullable String eventId,
        @Nullable SourceName eventSource,
        @Nullable EventType eventType,
        int partition,
        long nextOffset) {

    /** Checks that the event, if there is one, is named in full. */
    public Cause {
        Require.idOrNone("eventId", eventId);
        if ((eventId == null) != (eventSource == null)
                || (eventId == null) != (eventType == null)) {
            throw new IllegalArgumentException(
                    "eventId, eventSource and eventType must be there together or not at all");
        }
    }
}
