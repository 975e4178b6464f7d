package io.keepwell.benchmarks.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was used between two moments.
 *
 * @param target CPU of the target, where its process is known
 * @param broker CPU of the broker
 * @param load CPU of the load program
 * @param othersCores how many cores all other processes of the machine kept busy
 * @param allocated bytes that the target allocated, where it is a JVM
 */
record Usage(
        Optional<Duration> target,
        Duration broker,
        Duration load,
        double othersCores,
        OptionalLong allocated) {

    /** From here on others are in the way. */
    private static final double BUSY_CORES = 0.5;

    static Usage between(Meter.Reading before, Meter.Reading after) {
        Optional<Duration> target =
                after.target().map(now -> now.minus(before.target().orElse(Duration.ZERO)));
        Duration broker = after.broker().minus(before.broker());
        Duration load = after.load().minus(before.load());
        Duration others =
                after.machine()
                        .minus(before.machine())
                        .minus(target.orElse(Duration.ZERO))
                        .minus(broker)
                        .minus(load);
        return new Usage(
                target,
                broker,
                load,
                Math.max(0, (double) others.toNanos() / (after.nanos() - before.nanos())),
                after.allocated().isPresent() && before.allocated().isPresent()
                        ? OptionalLong.of(
                                after.allocated().getAsLong() - before.allocated().getAsLong())
                        : OptionalLong.empty());
    }

    boolean isBusy() {
        return othersCores > BUSY_CORES;
    }
}
