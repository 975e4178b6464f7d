package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.Pace;
import io.keepwell.benchmarks.process.CpuTimes;
import java.time.Duration;
import java.util.List;

/**
 * Puts load on a target until its compilers, and the broker's, have come to rest: what they use on
 * the way is no part of what an event costs. On a machine that others use as well that takes much
 * longer.
 */
final class WarmUp {

    /** Share of the processes' CPU that compilers may still have. */
    private static final double REST = 0.05;

    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final String COMPILER = "CompilerThre";

    private final List<Long> pids;
    private final CountedLoad load;

    /**
     * @param pids the processes that are to come to rest
     */
    WarmUp(List<Long> pids, CountedLoad load) {
        this.pids = List.copyOf(pids);
        this.load = load;
    }

    /**
     * Puts load on it.
     *
     * @param longest even if the compilers are still at work
     */
    void run(Duration longest) {
        Duration slice = SLICE.compareTo(longest) < 0 ? SLICE : longest;
        Duration done = Duration.ZERO;
        boolean isAtRest = false;
        while (!isAtRest && done.compareTo(longest) < 0) {
            Used before = used();
            load.run(new Pace.Closed(slice));
            done = done.plus(slice);
            isAtRest = used().isAtRestSince(before);
        }
    }

    private Used used() {
        Duration compilers = Duration.ZERO;
        Duration all = Duration.ZERO;
        for (long pid : pids) {
            all = all.plus(CpuTimes.ofProcess(pid));
            for (var thread : CpuTimes.ofThreads(pid).entrySet()) {
                if (thread.getKey().endsWith(COMPILER)) {
                    compilers = compilers.plus(thread.getValue());
                }
            }
        }
        return new Used(compilers, all);
    }

    private record Used(Duration compilers, Duration all) {
        boolean isAtRestSince(Used before) {
            long spent = all.minus(before.all).toNanos();
            return spent > 0 && compilers.minus(before.compilers).toNanos() < REST * spent;
        }
    }
}
