package io.keepwell.systemtests.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests in rounds, by many senders. After each round all is compared, and the service's
 * memory is looked at while nothing is under way.
 */
final class FuzzRun implements AutoCloseable {

    /** The first warms the service up, the last is compared with it. */
    private static final int ROUNDS = 10;

    private static final int SECONDS_BETWEEN_LINES = 5;
    private static final int FINDINGS_MAX = 20;

    private final FuzzPlan plan;
    private final Generator generator;
    private final TopicTail tail;
    private final ServiceMemory memory;
    private final Books books;
    private final Tally tally = new Tally();
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
    private final List<LaneSender> senders = new ArrayList<>();
    private final List<Memory> samples = new ArrayList<>();
    private final long begunAt = System.nanoTime();

    FuzzRun(FuzzPlan plan, int port, TopicTail tail, ServiceMemory memory) {
        this.plan = plan;
        this.generator = new Generator(plan.seed());
        this.tail = tail;
        this.memory = memory;
        this.books = new Books(findings::add);
        var heavy = new Semaphore(1);
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            senders.add(new LaneSender(port, heavy, books, tally, findings::add));
        }
    }

    /**
     * The service's memory while nothing is under way.
     *
     * @param heap what is alive on its heap, in KiB
     * @param resident in KiB
     */
    record Memory(long heap, long resident) {}

    /** Runs all of it, or until too much was found. */
    void run() throws IOException {
        if (plan.only() >= 0) {
            sender(plan.only()).send(generator.attempt(plan.only()));
            compare();
            return;
        }
        try (ScheduledExecutorService telling = Executors.newSingleThreadScheduledExecutor();
                ExecutorService sending = Executors.newFixedThreadPool(Lane.COUNT)) {
            var _ =
                    telling.scheduleAtFixedRate(
                            this::tell,
                            SECONDS_BETWEEN_LINES,
                            SECONDS_BETWEEN_LINES,
                            TimeUnit.SECONDS);
            long requests = Generator.requests(plan.bodies());
            for (int round = 0; round < ROUNDS && findings.isEmpty(); round++) {
                send(sending, requests * round / ROUNDS, requests * (round + 1) / ROUNDS);
                compare();
                samples.add(new Memory(memory.heapAfterCollection(), memory.resident()));
            }
            telling.shutdownNow();
        }
        tell();
    }

    /** What must not be. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** One look at the memory after each round. */
    List<Memory> memory() {
        return List.copyOf(samples);
    }

    /** All that was counted. */
    String summary() {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunAt));
        return "%,d malformed bodies (%,d MB) in %d s, %,d/s; %s"
                .formatted(
                        tally.malformed(),
                        tally.megabytes(),
                        seconds,
                        tally.malformed() / seconds,
                        tally.statuses());
    }

    @Override
    public void close() throws IOException {
        for (LaneSender sender : senders) {
            sender.close();
        }
    }

    private void send(ExecutorService sending, long from, long to) throws IOException {
        var lanes = new ArrayList<Future<?>>();
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            // The first number of the lane that is not before the round.
            long first = from + Math.floorMod(lane - from, Lane.COUNT);
            lanes.add(
                    sending.submit(() -> {
                        for (long at = first;
                                at < to && findings.size() < FINDINGS_MAX;
                                at += Lane.COUNT) {
                            sender(at).send(generator.attempt(at));
                        }
                        return null;
                    }));
        }
        for (Future<?> lane : lanes) {
            await(lane);
        }
    }

    private static void await(Future<?> lane) throws IOException {
        try {
            lane.get();
        } catch (ExecutionException e) {
            throw new IOException("a sender failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private LaneSender sender(long number) {
        return senders.get(Lane.of(number).number());
    }

    private void compare() {
        tail.readTo(books::take);
        books.settle();
    }

    private void tell() {
        String heap =
                samples.isEmpty()
                        ? ""
                        : "; heap after collection %,d KiB, resident %,d KiB"
                                .formatted(samples.getLast().heap(), samples.getLast().resident());
        System.out.println("fuzz: " + summary() + heap);
    }
}
