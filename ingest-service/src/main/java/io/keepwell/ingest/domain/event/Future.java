package io.keepwell.ingest.domain.event;

import io.keepwell.model.event.RejectionCode;
import java.time.Duration;
import java.time.Instant;

/** How far in the future an event may say that it happened. */
public final class Future {

    /** Clocks differ. */
    public static final Duration MAX = Duration.ofMinutes(5);

    private Future() {}

    /**
     * Notes it when an event says that it is still to come.
     *
     * @param flaws where to note it
     * @param pointer where the time stands, as a JSON Pointer
     * @param field what the sender calls it
     * @param occurredAt when it happened, by the sender's word
     * @param receivedAt when it came in
     */
    public static void check(
            Flaws flaws, String pointer, String field, Instant occurredAt, Instant receivedAt) {
        if (occurredAt.isAfter(receivedAt.plus(MAX))) {
            flaws.add(
                    RejectionCode.IN_THE_FUTURE,
                    pointer,
                    "%s must not be later than %d minutes from now, which is %s, was %s"
                            .formatted(field, MAX.toMinutes(), receivedAt, occurredAt));
        }
    }
}
