package io.keepwell.scoring.application.fold;

import java.time.Duration;
import java.time.Instant;

/** Hours since the epoch. */
final class Hours {

    private static final long MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();

    private Hours() {}

    static int of(Instant at) {
        return (int) Math.floorDiv(at.toEpochMilli(), MILLIS_AN_HOUR);
    }
}
