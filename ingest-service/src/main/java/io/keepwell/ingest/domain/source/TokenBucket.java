package io.keepwell.ingest.domain.source;

import io.keepwell.policy.source.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts what a source sends against its limit: a bucket that fills with so many events a second,
 * and holds a burst at most. How many events a request brings is known only when it has been read,
 * so whoever finds an event's worth in it may bring any number, and the next ones wait until that
 * is paid.
 */
final class TokenBucket {

    private static final double MILLIS_A_SECOND = 1_000;
    private static final double NANOS_A_SECOND = 1e9;

    private final RateLimit limit;
    private final InstantSource clock;
    private double events;
    private Instant filledAt;

    TokenBucket(RateLimit limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
        this.events = limit.burst();
        this.filledAt = clock.instant();
    }

    RateLimit limit() {
        return limit;
    }

    /** What it holds. */
    synchronized RateState state() {
        fill();
        return new RateState(
                limit, (long) Math.max(0, Math.floor(events)), untilThereAre(1), untilFull());
    }

    /** Takes what a request has brought. */
    synchronized void take(int brought) {
        fill();
        events -= brought;
    }

    /** A clock that was set back fills nothing, and takes nothing away. */
    private void fill() {
        Instant now = clock.instant();
        // To the nanosecond: under load there is less than a millisecond between two looks.
        double seconds = Duration.between(filledAt, now).toNanos() / NANOS_A_SECOND;
        if (seconds > 0) {
            events = Math.min(limit.burst(), events + seconds * limit.eventsPerSecond());
        }
        filledAt = now;
    }

    private Duration untilFull() {
        return untilThereAre(limit.burst());
    }

    private Duration untilThereAre(int wanted) {
        double missing = wanted - events;
        return missing <= 0
                ? Duration.ZERO
                : Duration.ofMillis(
                        (long) Math.ceil(missing / limit.eventsPerSecond() * MILLIS_A_SECOND));
    }
}
