package io.keepwell.scoring.adapter.kafka;

import java.time.Duration;
import java.time.Instant;

/** Tells when so much time has passed that something is due again. */
final class Every {

    private final Duration period;
    private Instant next = Instant.EPOCH;

    Every(Duration period) {
        this.period = period;
    }

    /** Whether it is due; if so, it is so again after the period. */
    boolean isDue(Instant now) {
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(period);
        return true;
    }

    /** Not all of it could be done: it is due again at once. */
    void hasMore() {
        next = Instant.EPOCH;
    }
}
