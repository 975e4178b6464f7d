package io.keepwell.benchmarks.fold;

import io.keepwell.benchmarks.process.CpuTimes;
import java.time.Duration;

/**
 * What the processes have used so far.
 *
 * @param target the one that is measured
 * @param broker the broker's
 * @param postmaster PostgreSQL's first
 */
record Meter(long target, long broker, long postmaster) {

    /**
     * At one moment.
     *
     * @param target CPU of the target
     * @param broker CPU of the broker
     * @param postgres CPU of all of PostgreSQL
     * @param bench CPU of this process
     * @param machine CPU of all that runs
     * @param nanos the moment
     */
    record Reading(
            Duration target,
            Duration broker,
            Duration postgres,
            Duration bench,
            Duration machine,
            long nanos) {}

    Reading read() {
        return new Reading(
                CpuTimes.ofProcess(target),
                CpuTimes.ofProcess(broker),
                CpuTimes.ofFamily(postmaster),
                CpuTimes.ofProcess(ProcessHandle.current().pid()),
                CpuTimes.ofMachine(),
                System.nanoTime());
    }
}
