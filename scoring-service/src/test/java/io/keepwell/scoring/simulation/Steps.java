package io.keepwell.scoring.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** The schedule as it was: its last steps to be read, all of them to be compared. */
final class Steps {

    private static final int KEPT = 120;

    private final SimulatedTime time;
    private final Deque<Step> last = new ArrayDeque<>(KEPT);
    private long digest;

    private record Step(long number, Instant at, String who, String what) {
        @Override
        public String toString() {
            return "%6d  %s  %-9s %s".formatted(number, at, who, what);
        }
    }

    private long count;

    Steps(SimulatedTime time) {
        this.time = time;
    }

    void add(String who, String what) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(new Step(++count, time.instant(), who, what));
        digest = 31 * (31 * (31 * digest + who.hashCode()) + what.hashCode()) + time.millis();
    }

    long count() {
        return count;
    }

    /** Equal for schedules that are the same, step by step. */
    long digest() {
        return digest;
    }

    String told() {
        return last.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
