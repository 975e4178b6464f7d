package io.keepwell.benchmarks.load;

import java.time.Duration;

/** When requests are sent. */
public sealed interface Pace {

    /**
     * For how long new ones are.
     *
     * @return more than nothing
     */
    Duration duration();

    /**
     * Each sender sends its next request as soon as it has its answer: as much as the target takes.
     *
     * @param duration for how long
     */
    record Closed(Duration duration) implements Pace {}

    /**
     * Requests are due at fixed moments, whether the target keeps up or not. How long one takes
     * counts from the moment at which it was due, so that a target that stands still is not
     * measured by one request alone.
     *
     * @param duration for how long
     * @param perSecond how many requests
     */
    record Fixed(Duration duration, double perSecond) implements Pace {

        private static final double NANOS_A_SECOND = 1e9;

        /** Checks the rate. */
        public Fixed {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException(
                        "requests a second must be more than 0, was " + perSecond);
            }
        }

        /** How many requests there are in all. */
        long requests() {
            return Math.max(1, Math.round(duration.toNanos() / NANOS_A_SECOND * perSecond));
        }

        /** How long after the start a request is due, in nanoseconds; the first has number 0. */
        long dueNanos(long request) {
            return (long) (request / perSecond * NANOS_A_SECOND);
        }
    }
}
