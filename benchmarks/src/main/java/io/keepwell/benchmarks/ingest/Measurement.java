package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.LoadResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One target with requests of one size.
 *
 * @param target what it is called
 * @param batch how many events a request had
 * @param isWritten whether each event was written to the broker, and was found there
 * @param most as many requests as it took
 * @param usage what that took
 * @param half half as many, at a fixed rate
 */
record Measurement(
        String target,
        int batch,
        boolean isWritten,
        LoadResult most,
        Usage usage,
        LoadResult half) {

    private static final double NANOS_A_MICROSECOND = 1_000;

    /** Of the target, an event, in microseconds. */
    OptionalDouble targetMicros() {
        return micros(usage.target());
    }

    /** Of the broker, an event, in microseconds. */
    OptionalDouble brokerMicros() {
        return isWritten ? micros(Optional.of(usage.broker())) : OptionalDouble.empty();
    }

    /** Of both, an event, in microseconds; nothing where the target's is not known. */
    OptionalDouble sumMicros() {
        OptionalDouble target = targetMicros();
        return target.isEmpty()
                ? target
                : OptionalDouble.of(target.getAsDouble() + brokerMicros().orElse(0));
    }

    /** Of the load program, an event, in microseconds. */
    OptionalDouble loadMicros() {
        return micros(Optional.of(usage.load()));
    }

    /** What the target allocated, an event. */
    OptionalDouble allocatedBytes() {
        return usage.allocated().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) usage.allocated().getAsLong() / most.events());
    }

    private OptionalDouble micros(Optional<Duration> used) {
        return used.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(used.get().toNanos() / NANOS_A_MICROSECOND / most.events());
    }
}
