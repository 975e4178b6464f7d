package io.keepwell.alerting.application.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again: after pauses that double up to a bound, until a time
 * in all has passed.
 *
 * @param first the pause after the first attempt
 * @param longest the longest pause
 * @param giveUpAfter how long it is tried in all
 */
public record RetrySchedule(Duration first, Duration longest, Duration giveUpAfter) {

    /** From here on doubling would overflow; any bound is reached long before. */
    private static final int DOUBLINGS_MAX = 30;

    /** Checks that there are pauses. */
    public RetrySchedule {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "pauses must be positive and the longest no shorter than the first, were %s and %s"
                            .formatted(first, longest));
        }
    }

    /**
     * When to try again.
     *
     * @param attempts how many there were, 1 or more
     * @param since when the first was due
     * @param now the present
     * @param asked how long the receiver asks us to wait at least, if it does
     * @return the time, or empty when there is no more point
     */
    public Optional<Instant> next(
            int attempts, Instant since, Instant now, @Nullable Duration asked) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS_MAX));
        Duration pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked;
        }
        Instant next = now.plus(pause);
        return next.isAfter(since.plus(giveUpAfter)) ? Optional.empty() : Optional.of(next);
    }
}
