package io.keepwell.runtime.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double up to a bound; each is shortened by chance, so that relays spread. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator chance;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
        this.next = first;
    }

    /** Half of the pause that is due, or more. */
    Duration next() {
        Duration due = next;
        Duration doubled = due.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return shortened(due);
    }

    /** The first pause, without a step towards longer ones. */
    Duration firstAgain() {
        return shortened(first);
    }

    void reset() {
        next = first;
    }

    private Duration shortened(Duration due) {
        long nanos = due.toNanos();
        return Duration.ofNanos(nanos - (long) (chance.nextDouble() * nanos / 2));
    }
}
