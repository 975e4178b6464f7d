package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.trace.Tracing;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.OwnedPartition;
import io.keepwell.scoring.application.fold.Publication;
import io.keepwell.scoring.application.fold.Reconstructor;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * A session of the fold as the service runs it, over a log and a store that a test brings: for
 * simulations, which have neither a broker nor a database.
 *
 * @param consumer of the log
 * @param recordsAPoll the most that the consumer hands over in one poll
 * @param records about how many are folded together
 * @param folder folds
 * @param takeover takes partitions over
 * @param publication makes the messages of accounts
 * @param clock tells the time
 * @param nanos measures time
 * @param publishEvery how often accounts are published
 */
public record SessionTurns(
        Consumer<String, byte[]> consumer,
        int recordsAPoll,
        int records,
        Folder folder,
        BiFunction<Takeover.Extent, OwnedPartition.Round, OwnedPartition.Stored> takeover,
        Publication publication,
        InstantSource clock,
        LongSupplier nanos,
        Duration publishEvery) {

    /** More than a simulated world has: what goes beyond splits requests. */
    private static final int ACCOUNTS = 1_000;

    private static final long MEGABYTE = 1024 * 1024;

    /** Registers nowhere, and so costs next to nothing. */
    private static final FoldMeters METERS = new FoldMeters(new CompositeMeterRegistry());

    /** Works until something throws. */
    public void run() {
        new FoldSession(
                        new FoldSession.Parts(
                                consumer,
                                new WholeRequests.AtATime(
                                        recordsAPoll, records, ACCOUNTS, MEGABYTE),
                                folder,
                                takeover::apply,
                                new Reconstructor((_, _, _) -> {}, EventCatalogue.standard()),
                                publication,
                                clock,
                                nanos,
                                publishEvery,
                                () -> {},
                                _ -> Optional.empty(),
                                () -> true,
                                Tracing.OFF,
                                METERS))
                .run(() -> false, () -> {});
    }
}
