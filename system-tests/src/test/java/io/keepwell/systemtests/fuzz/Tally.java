package io.keepwell.systemtests.fuzz;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts requests, and how they were answered. */
final class Tally {

    /** Closed without an answer. */
    static final int NONE = 0;

    private final LongAdder malformed = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();

    void count(Attempt attempt, int status) {
        if (!Generator.isInOrder(attempt.number())) {
            malformed.increment();
        }
        bytes.add(attempt.bytes().length());
        statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
    }

    long malformed() {
        return malformed.sum();
    }

    long megabytes() {
        return bytes.sum() >> 20;
    }

    /** How many there were of each status. */
    String statuses() {
        return statuses.entrySet().stream()
                .map(it ->
                        (it.getKey() == NONE ? "closed" : "" + it.getKey()) + ": " + it.getValue())
                .collect(Collectors.joining(", "));
    }
}
