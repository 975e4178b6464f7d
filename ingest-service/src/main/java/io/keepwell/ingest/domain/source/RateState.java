package io.keepwell.ingest.domain.source;

import io.keepwell.policy.source.RateLimit;
import java.time.Duration;

/**
 * How much a source may send at a moment.
 *
 * @param limit what it may send
 * @param remaining how many events at once now
 * @param untilOpen how long it must wait until it may send again, zero where it may now
 * @param untilFull how long until it may send a whole burst
 */
public record RateState(RateLimit limit, long remaining, Duration untilOpen, Duration untilFull) {

    /**
     * Whether it may send now.
     *
     * @return false where it must wait
     */
    public boolean isOpen() {
        return untilOpen.isZero();
    }
}
