package io.keepwell.runtime.outbox;

import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/**
 * The turns of the relay that services run, over rows and a producer that a test brings: for
 * simulations, which have neither a database nor a broker.
 */
public final class RelayTurns implements AutoCloseable {

    private final RowProducer producer;
    private final ShardTurns turns;

    /**
     * A row and its number.
     *
     * @param seq the number that the table gave it
     * @param row the row
     */
    public record Waiting(long seq, OutboxRow row) {}

    /** The rows of a shard, for as long as a relay holds it. */
    public interface Shard {

        /**
         * Reads.
         *
         * @param limit the most
         * @return the first rows that are visible, by sequence
         */
        List<Waiting> first(int limit);

        /**
         * Deletes rows.
         *
         * @param seqs their numbers
         */
        void delete(List<Long> seqs);

        /**
         * Says whether the shard is known to be held no more.
         *
         * @throws IllegalStateException when it is not
         */
        void requireHeld();
    }

    /**
     * Begins; fences the producers before.
     *
     * @param shard what is published
     * @param producer with the shard's transactional id
     * @param batchRows how many rows go at a time
     */
    public RelayTurns(Shard shard, Producer<String, byte[]> producer, int batchRows) {
        this.producer = new RowProducer(producer);
        this.turns =
                new ShardTurns(
                        new Rows(shard, batchRows),
                        this.producer,
                        batchRows,
                        _ -> {},
                        Failpoint.NONE);
    }

    /** The next turn. */
    public void next() {
        var _ = turns.next();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** A test's rows as the relay knows them. */
    private record Rows(Shard shard, int limit) implements ShardTurns.Rows {

        @Override
        public List<StoredRow> first() {
            return shard.first(limit).stream()
                    .map(it -> new StoredRow(it.seq(), it.row()))
                    .toList();
        }

        @Override
        public void delete(List<StoredRow> published) {
            shard.delete(published.stream().map(StoredRow::seq).toList());
        }

        @Override
        public void park(StoredRow row, String error) {
            throw new IllegalStateException("nothing is refused here, but was: " + error);
        }

        @Override
        public void requireHeld() {
            shard.requireHeld();
        }
    }
}
