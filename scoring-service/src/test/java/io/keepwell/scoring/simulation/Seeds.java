package io.keepwell.scoring.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;

/** Runs many seeds, a few at a time: each of them is alone in its world. */
final class Seeds {

    /** Actors that give way to each other are virtual threads, and so is who lets them. */
    private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();

    private Seeds() {}

    /** The first of the seeds with which something does not hold. */
    static Optional<Simulation.Outcome> firstBad(LongStream seeds, Variant variant)
            throws InterruptedException, ExecutionException {
        var turns = new Semaphore(AT_A_TIME);
        var outcomes = new ArrayList<Future<Simulation.Outcome>>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            seeds.forEach(seed -> outcomes.add(threads.submit(() -> inTurn(turns, seed, variant))));
            return first(outcomes);
        }
    }

    private static Simulation.Outcome inTurn(Semaphore turns, long seed, Variant variant)
            throws InterruptedException {
        turns.acquire();
        try {
            return Simulation.run(seed, variant);
        } finally {
            turns.release();
        }
    }

    private static Optional<Simulation.Outcome> first(List<Future<Simulation.Outcome>> outcomes)
            throws InterruptedException, ExecutionException {
        for (Future<Simulation.Outcome> outcome : outcomes) {
            if (!outcome.get().isGood()) {
                outcomes.forEach(it -> it.cancel(true));
                return Optional.of(outcome.get());
            }
        }
        return Optional.empty();
    }
}
