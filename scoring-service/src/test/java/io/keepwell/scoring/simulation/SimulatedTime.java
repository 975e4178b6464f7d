package io.keepwell.scoring.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The one time of a simulation. It never goes back, and it goes on only between two steps: what was
 * received before a moment is in the log at that moment.
 */
final class SimulatedTime implements InstantSource {

    private static final Instant BEGIN = Instant.parse("2026-11-03T22:15:30Z");

    private long millis = BEGIN.toEpochMilli();

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public long millis() {
        return millis;
    }

    /** As {@link System#nanoTime}. */
    long nanos() {
        return (millis - BEGIN.toEpochMilli()) * 1_000_000;
    }

    void advance(Duration by) {
        millis += by.toMillis();
    }
}
