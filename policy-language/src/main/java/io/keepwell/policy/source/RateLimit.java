package io.keepwell.policy.source;

import org.jspecify.annotations.Nullable;

/**
 * How much a source may send to each replica of the service.
 *
 * @param eventsPerSecond how many events in the long run, 1 to 1,000,000
 * @param burst how many at once after a pause, no fewer than a second's
 */
public record RateLimit(int eventsPerSecond, int burst) {

    /** As many as no replica can take. */
    public static final int EVENTS_PER_SECOND_MAX = 1_000_000;

    private static final int BURST_SECONDS = 10;

    /** Checks both. */
    public RateLimit {
        if (eventsPerSecond < 1 || eventsPerSecond > EVENTS_PER_SECOND_MAX) {
            throw new IllegalArgumentException(
                    "eventsPerSecond must be from 1 to %d, was %d"
                            .formatted(EVENTS_PER_SECOND_MAX, eventsPerSecond));
        }
        if (burst < eventsPerSecond) {
            throw new IllegalArgumentException(
                    "burst must be at least eventsPerSecond, %d, was %d"
                            .formatted(eventsPerSecond, burst));
        }
    }

    /**
     * A limit.
     *
     * @param eventsPerSecond how many events in the long run
     * @param burst how many at once; ten seconds' worth if absent
     * @return the limit
     */
    public static RateLimit of(int eventsPerSecond, @Nullable Integer burst) {
        return new RateLimit(
                eventsPerSecond, burst == null ? eventsPerSecond * BURST_SECONDS : burst);
    }
}
