package io.keepwell.ingest.application;

import io.keepwell.ingest.domain.backfill.BackfillRuns;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.SourceName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes backfill runs, by a mark on every partition.
 *
 * <p>A close mark stands behind every event of the run that was acknowledged before the close was
 * asked for: the leader of a partition has given such an event its offset before we told the sender
 * of it, and gives the mark a later one; a new leader has all that was acknowledged. Nothing else
 * can be promised: an event that is still on its way when the sender closes the run may come after
 * the mark.
 */
public final class Backfills {

    private final EventLog log;
    private final BackfillRuns runs;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /**
     * Wires the use case.
     *
     * @param log where the marks go
     * @param runs makes and knows ids
     * @param clock the time
     * @param ids names runs
     */
    public Backfills(EventLog log, BackfillRuns runs, InstantSource clock, Supplier<UUID> ids) {
        this.log = log;
        this.runs = runs;
        this.clock = clock;
        this.ids = ids;
    }

    /** What to tell who opens or closes a run. */
    public sealed interface Result {

        /**
         * The marks are safe on every partition.
         *
         * @param id the run's id
         */
        record Marked(String id) implements Result {}

        /** This source has no such run. */
        record Unknown() implements Result {}

        /** The log has not acknowledged every mark; the sender must ask again. */
        record Unavailable() implements Result {}
    }

    /**
     * Opens a run. Asked again with the same key, it marks the same run again, which readers
     * recognise by the marks' ids.
     *
     * @param source who opens it
     * @param idempotencyKey what the source calls the run, if it has a name for it
     * @return the run, or that the log is not available
     */
    public CompletionStage<Result> open(SourceName source, @Nullable String idempotencyKey) {
        String id =
                idempotencyKey == null
                        ? runs.fresh(source, ids.get())
                        : runs.named(source, idempotencyKey);
        Instant at = clock.instant();
        return log.appendToEveryPartition(
                        partition -> new BackfillOpenedV1(id, partition, source, at), at)
                .thenApply(acknowledgement -> result(id, acknowledgement));
    }

    /**
     * Closes a run. Asked again, it marks the same run again, which readers recognise by the marks'
     * ids.
     *
     * @param source who closes it
     * @param id the run's id
     * @return the run, that it is unknown, or that the log is not available
     */
    public CompletionStage<Result> close(SourceName source, String id) {
        if (!runs.isOf(source, id)) {
            return CompletableFuture.completedStage(new Result.Unknown());
        }
        Instant at = clock.instant();
        return log.appendToEveryPartition(
                        partition -> new BackfillClosedV1(id, partition, source, at), at)
                .thenApply(acknowledgement -> result(id, acknowledgement));
    }

    private static Result result(String id, Acknowledgement acknowledgement) {
        return switch (acknowledgement) {
            case ALL -> new Result.Marked(id);
            case NOT_ALL -> new Result.Unavailable();
        };
    }
}
