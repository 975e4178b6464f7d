package io.keepwell.benchmarks.fold;

import java.time.Duration;
import java.util.Map;

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
                outcome("71.5"));
    }

    /** Of one account. */
    static Progress.Outcome outcome(String score) {
        return new Progress.Outcome(1_000, 980, 20, 5, 30, Map.of("acct-00000", score));
    }
}
