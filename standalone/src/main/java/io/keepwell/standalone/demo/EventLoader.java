package io.keepwell.standalone.demo;

import io.keepwell.model.event.SubmittedEventV1;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends many events in batches, a few at a time, and counts what became of each. */
final class EventLoader {

    private static final int BATCH = 400;
    private static final int AT_A_TIME = 4;

    private final IngestClient ingest;
    private final Progress progress;
    private final BooleanSupplier stopping;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    EventLoader(IngestClient ingest, Progress progress, BooleanSupplier stopping) {
        this.ingest = ingest;
        this.progress = progress;
        this.stopping = stopping;
    }

    /**
     * Sends all of them.
     *
     * @param events taken only as fast as they can be sent
     * @param run the backfill run that they belong to, or null for news
     * @return what became of them, together
     * @throws DemoException when ingest does not take them
     * @throws StoppedException when asked to stop
     */
    IngestClient.Receipt load(Stream<SubmittedEventV1> events, @Nullable String run) {
        var window = new Semaphore(AT_A_TIME);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Iterator<SubmittedEventV1> rest = events.iterator();
            while (rest.hasNext() && failure.get() == null && !stopping.getAsBoolean()) {
                List<SubmittedEventV1> batch = batch(rest);
                window.acquireUninterruptibly();
                Future<?> _ = threads.submit(() -> send(batch, run, window));
            }
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        if (stopping.getAsBoolean()) {
            throw new StoppedException();
        }
        return new IngestClient.Receipt(accepted.sum(), rejected.sum(), reason.get());
    }

    private void send(List<SubmittedEventV1> batch, @Nullable String run, Semaphore window) {
        try {
            IngestClient.Receipt receipt = ingest.send(batch, run);
            accepted.add(receipt.accepted());
            rejected.add(receipt.rejected());
            if (receipt.reason() != null) {
                reason.compareAndSet(null, receipt.reason());
            }
            progress.at(accepted.sum() + rejected.sum());
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            window.release();
        }
    }

    private static List<SubmittedEventV1> batch(Iterator<SubmittedEventV1> rest) {
        var batch = new ArrayList<SubmittedEventV1>(BATCH);
        while (rest.hasNext() && batch.size() < BATCH) {
            batch.add(rest.next());
        }
        return batch;
    }
}
