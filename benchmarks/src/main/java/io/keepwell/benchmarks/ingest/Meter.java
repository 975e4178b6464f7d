package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.process.CpuTimes;
import io.keepwell.benchmarks.process.JvmProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What the processes have used so far. */
final class Meter {

    private final OptionalLong target;
    private final Optional<JvmProbe> probe;
    private final long broker;

    /**
     * @param target the process that is measured, where it is known
     * @param probe into it, where it is a JVM
     * @param broker the broker's process
     */
    Meter(OptionalLong target, Optional<JvmProbe> probe, long broker) {
        this.target = target;
        this.probe = probe;
        this.broker = broker;
    }

    /**
     * At one moment.
     *
     * @param target CPU of the target
     * @param broker CPU of the broker
     * @param load CPU of the load program
     * @param machine CPU of all that runs
     * @param allocated bytes that the target's threads have allocated
     * @param nanos the moment
     */
    record Reading(
            Optional<Duration> target,
            Duration broker,
            Duration load,
            Duration machine,
            OptionalLong allocated,
            long nanos) {}

    Reading read() {
        return new Reading(
                target.isEmpty()
                        ? Optional.empty()
                        : Optional.of(CpuTimes.ofProcess(target.getAsLong())),
                CpuTimes.ofProcess(broker),
                CpuTimes.ofProcess(ProcessHandle.current().pid()),
                CpuTimes.ofMachine(),
                probe.map(JvmProbe::allocatedBytes).orElse(OptionalLong.empty()),
                System.nanoTime());
    }
}
