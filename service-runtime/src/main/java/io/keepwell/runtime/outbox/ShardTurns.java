package io.keepwell.runtime.outbox;

import io.keepwell.runtime.outbox.Failpoint.Step;
import io.keepwell.runtime.outbox.RowProducer.Outcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the rows of a shard in the hands of a relay that holds it, one turn after the
 * other. Knows neither time nor threads: when the next turn is due, the relay says.
 */
final class ShardTurns {

    private final Rows rows;
    private final RowPublisher publisher;
    private final int batchRows;
    private final Consumer<@Nullable Instant> oldest;
    private final Failpoint failpoint;
    private final Set<Long> suspects = new HashSet<>();

    /** The rows of a shard, for as long as it is held. */
    interface Rows {

        /** The first rows that are visible, by sequence. */
        List<StoredRow> first();

        /** Deletes these and no others: one that committed in between has a number of its own. */
        void delete(List<StoredRow> published);

        /** Moves a row out of the way. */
        void park(StoredRow row, String error);

        /**
         * Says whether the shard is known to be held no more.
         *
         * @throws IllegalStateException when it is not
         */
        void requireHeld();
    }

    /** Publishes rows, all of them or none. */
    @FunctionalInterface
    interface RowPublisher {

        /**
         * Publishes rows in their order.
         *
         * @param rows which
         * @param beforeCommit may throw, so that nothing is published
         * @return what came of it
         * @throws RuntimeException when it is not known what came of it, or no more can be
         *     published by this one
         */
        Outcome publish(List<StoredRow> rows, Runnable beforeCommit);
    }

    /** What came of a turn. */
    sealed interface Turn {

        /** Nothing waits. */
        record Idle() implements Turn {}

        /**
         * Rows were published and deleted.
         *
         * @param rows how many
         * @param isAll whether no more of them seemed to wait
         */
        record Published(int rows, boolean isAll) implements Turn {}

        /**
         * A row that can never be published was moved out of the way.
         *
         * @param row which
         * @param reason why it cannot be
         */
        record Parked(StoredRow row, String reason) implements Turn {}

        /** Nothing was published: some of it cannot be, and what that is the next turns tell. */
        record Suspected() implements Turn {}

        /**
         * Nothing was published; the next turn tries again.
         *
         * @param cause why
         */
        record Failed(RuntimeException cause) implements Turn {}
    }

    /**
     * Begins.
     *
     * @param rows the shard's
     * @param publisher publishes them
     * @param batchRows how many rows are read at a time
     * @param oldest hears when the first row that waits was recorded; null when none waits
     * @param failpoint where a test can hold it
     */
    ShardTurns(
            Rows rows,
            RowPublisher publisher,
            int batchRows,
            Consumer<@Nullable Instant> oldest,
            Failpoint failpoint) {
        this.rows = rows;
        this.publisher = publisher;
        this.batchRows = batchRows;
        this.oldest = oldest;
        this.failpoint = failpoint;
    }

    /**
     * The next turn.
     *
     * @return what came of it
     * @throws RuntimeException when the shard is held no more, or it is not known what came of it
     */
    Turn next() {
        List<StoredRow> waiting = rows.first();
        if (waiting.isEmpty()) {
            oldest.accept(null);
            return new Turn.Idle();
        }
        oldest.accept(waiting.getFirst().row().recordedAt());
        List<StoredRow> batch = untilSuspect(waiting);
        return switch (publisher.publish(batch, this::beforeCommit)) {
            case Outcome.Committed() -> {
                failpoint.at(Step.COMMITTED);
                // A crash here, and they are sent again, by the same ids.
                rows.delete(batch);
                batch.forEach(row -> suspects.remove(row.seq()));
                yield new Turn.Published(batch.size(), waiting.size() < batchRows);
            }
            case Outcome.Refused(var reasons) when batch.size() == 1 ->
                    park(batch.getFirst(), reasons.getOrDefault(batch.getFirst().seq(), "refused"));
            case Outcome.Refused(var reasons) -> {
                suspects.addAll(reasons.keySet());
                yield new Turn.Suspected();
            }
            case Outcome.Aborted(RuntimeException cause) -> new Turn.Failed(cause);
        };
    }

    /**
     * What goes into the next transaction: a row that was refused among others goes alone, because
     * a broker may blame a whole batch for one of its records.
     */
    private List<StoredRow> untilSuspect(List<StoredRow> waiting) {
        int count = 0;
        while (count < waiting.size() && !suspects.contains(waiting.get(count).seq())) {
            count++;
        }
        return waiting.subList(0, Math.max(count, 1));
    }

    private void beforeCommit() {
        failpoint.at(Step.SENT);
        rows.requireHeld();
    }

    private Turn park(StoredRow row, String reason) {
        rows.park(row, reason);
        suspects.remove(row.seq());
        return new Turn.Parked(row, reason);
    }
}
