package io.keepwell.benchmarks.fold;

import java.time.Duration;

/** Measurements as if they had been made. */
final class Sample {

    private Sample() {}

    /** Of 1,000 events. */
    static Measurement of(Kind kind, Load load, Duration took, int micros) {
        return new Measurement(
                kind,
                load,
                1_000,
                took,
                new Measurement.Usage(Duration.ofMillis(micros), Duration.ZERO, Duration.ZERO, 0),
                outcome("same"));
    }

    static Progress.Outcome outcome(String scores) {
        return new Progress.Outcome(1_000, 980, 20, 5, 20, 30, scores);
    }
}
