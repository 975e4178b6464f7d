package io.keepwell.scoring.application.source;

import java.time.Duration;
import java.time.Instant;

/** Hours since the epoch. */
public final class Hours {

    private static final long MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();

    private Hours() {}

    /**
     * The hour of a moment.
     *
     * @param at the moment
     * @return whole hours since 1970-01-01T00:00Z
     */
    public static int of(Instant at) {
        return (int) Math.floorDiv(at.toEpochMilli(), MILLIS_AN_HOUR);
    }

    /**
     * When an hour begins.
     *
     * @param hour whole hours since 1970-01-01T00:00Z
     * @return its first moment
     */
    public static Instant begin(int hour) {
        return Instant.ofEpochMilli(hour * MILLIS_AN_HOUR);
    }
}
