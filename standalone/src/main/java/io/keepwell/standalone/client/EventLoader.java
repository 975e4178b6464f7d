package io.keepwell.standalone.client;

import io.keepwell.model.event.SubmittedEventV1;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends many events in batches, a few at a time, and tells what became of each batch in the order
 * in which they were given.
 */
public final class EventLoader {

    /** How many events are sent in a request. */
    public static final int BATCH = 400;

    /** How many requests are under way at a time. */
    public static final int AT_A_TIME = 4;

    private final IngestClient ingest;
    private final BooleanSupplier stopping;

    /**
     * By way of a client.
     *
     * @param ingest sends
     * @param stopping whether somebody has asked to stop
     */
    public EventLoader(IngestClient ingest, BooleanSupplier stopping) {
        this.ingest = ingest;
        this.stopping = stopping;
    }

    /** Events that are sent together. */
    public interface Batch {

        /**
         * The events.
         *
         * @return perhaps none, which are not sent
         */
        List<SubmittedEventV1> events();
    }

    private record Plain(List<SubmittedEventV1> events) implements Batch {}

    private record UnderWay<B>(B batch, CompletableFuture<IngestClient.Answer> answer) {}

    /**
     * Sends all of them.
     *
     * @param events taken only as fast as they can be sent
     * @param run the backfill run that they belong to, or null for news
     * @param progress is told how many were answered for
     * @return what became of them, together
     * @throws ClientException when ingest does not take them
     * @throws StoppedException when asked to stop
     */
    public IngestClient.Receipt load(
            Stream<SubmittedEventV1> events, @Nullable String run, Progress progress) {
        var sum = new IngestClient.Receipt[] {IngestClient.Receipt.NONE};
        load(
                plain(events.iterator()),
                run,
                (batch, answer) -> {
                    sum[0] = sum[0].with(batch.events().size(), answer);
                    progress.at(sum[0].accepted() + sum[0].rejected());
                });
        return sum[0];
    }

    /**
     * Sends batches.
     *
     * @param batches taken only as fast as they can be sent
     * @param run the backfill run that they belong to, or null for news
     * @param answered is told what became of each, in order, on the calling thread
     * @param <B> the batches
     * @throws ClientException when ingest does not take them
     * @throws StoppedException when asked to stop
     */
    public <B extends Batch> void load(
            Iterator<B> batches,
            @Nullable String run,
            BiConsumer<? super B, IngestClient.Answer> answered) {
        var underWay = new ArrayDeque<UnderWay<B>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (batches.hasNext() && !stopping.getAsBoolean()) {
                B batch = batches.next();
                underWay.add(new UnderWay<>(batch, send(batch, run, threads)));
                if (underWay.size() == AT_A_TIME) {
                    finish(underWay.remove(), answered);
                }
            }
            while (!underWay.isEmpty()) {
                finish(underWay.remove(), answered);
            }
        }
        if (stopping.getAsBoolean()) {
            throw new StoppedException();
        }
    }

    private CompletableFuture<IngestClient.Answer> send(
            Batch batch, @Nullable String run, ExecutorService threads) {
        return batch.events().isEmpty()
                ? CompletableFuture.completedFuture(new IngestClient.Answer(0, List.of()))
                : CompletableFuture.supplyAsync(() -> ingest.send(batch.events(), run), threads);
    }

    private static <B> void finish(
            UnderWay<B> it, BiConsumer<? super B, IngestClient.Answer> answered) {
        try {
            answered.accept(it.batch(), it.answer().join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static Iterator<Plain> plain(Iterator<SubmittedEventV1> rest) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public Plain next() {
                var batch = new ArrayList<SubmittedEventV1>(BATCH);
                while (rest.hasNext() && batch.size() < BATCH) {
                    batch.add(rest.next());
                }
                return new Plain(batch);
            }
        };
    }
}
