package io.keepwell.benchmarks.fold;

import java.time.Duration;

/**
 * One target under one load.
 *
 * @param kind which target
 * @param load how events fell on accounts
 * @param events how many were folded meanwhile
 * @param took how long that took
 * @param usage what it took
 * @param outcome what had come of all events at the end
 */
record Measurement(
        Kind kind, Load load, long events, Duration took, Usage usage, Progress.Outcome outcome) {

    private static final double NANOS_A_MICROSECOND = 1_000;
    private static final double NANOS_A_SECOND = 1e9;

    /**
     * CPU between two moments.
     *
     * @param target of the target
     * @param broker of the broker
     * @param postgres of PostgreSQL
     * @param othersCores how many cores all other processes of the machine kept busy
     */
    record Usage(Duration target, Duration broker, Duration postgres, double othersCores) {

        /** From here on others are in the way. */
        private static final double BUSY_CORES = 0.2;

        static Usage between(Meter.Reading before, Meter.Reading after) {
            Duration target = after.target().minus(before.target());
            Duration broker = after.broker().minus(before.broker());
            Duration postgres = after.postgres().minus(before.postgres());
            Duration others =
                    after.machine()
                            .minus(before.machine())
                            .minus(target)
                            .minus(broker)
                            .minus(postgres)
                            .minus(after.bench().minus(before.bench()));
            return new Usage(
                    target,
                    broker,
                    postgres,
                    Math.max(0, (double) others.toNanos() / (after.nanos() - before.nanos())));
        }

        boolean isBusy() {
            return othersCores > BUSY_CORES;
        }
    }

    double eventsPerSecond() {
        return events * NANOS_A_SECOND / took.toNanos();
    }

    /** Of the target, an event, in microseconds. */
    double targetMicros() {
        return micros(usage.target());
    }

    /** Of the broker, an event, in microseconds. */
    double brokerMicros() {
        return micros(usage.broker());
    }

    /** Of PostgreSQL, an event, in microseconds. */
    double postgresMicros() {
        return micros(usage.postgres());
    }

    /** Of all three, an event, in microseconds. */
    double sumMicros() {
        return targetMicros() + brokerMicros() + postgresMicros();
    }

    private double micros(Duration used) {
        return used.toNanos() / NANOS_A_MICROSECOND / events;
    }
}
