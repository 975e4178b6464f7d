package io.keepwell.runtime.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes batches of rows, each in a Kafka transaction. Making one ends the transactions of every
 * earlier producer of the shard, wherever it runs, and fences it.
 *
 * <p>A transaction is ended only after a flush. The client's network thread looks whether records
 * wait and only then whether the end is asked for: both may come in between, and the end would
 * overtake its records, which then belong to the next transaction, or to none.
 */
final class RowProducer implements ShardTurns.RowPublisher, AutoCloseable {

    private static final int REQUEST_MILLIS = 5_000;
    private static final int DELIVERY_MILLIS = 10_000;

    /** Longer than a delivery; readers of committed records wait as long for a relay that died. */
    private static final int TRANSACTION_MILLIS = 15_000;

    private static final Map<String, Object> DEFAULTS =
            Map.of(
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    64 * 1024,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    16 * 1024 * 1024,
                    ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    1_000);

    private static final List<Class<? extends Exception>> FOR_GOOD =
            List.of(
                    RecordTooLargeException.class,
                    RecordBatchTooLargeException.class,
                    InvalidRecordException.class,
                    InvalidTimestampException.class,
                    InvalidTopicException.class);

    private final Producer<String, byte[]> producer;

    /**
     * Connects, and fences those before.
     *
     * @throws KafkaException when Kafka does not answer
     */
    RowProducer(Map<String, Object> kafka, String transactionalId) {
        this(
                new KafkaProducer<>(
                        settings(kafka, transactionalId),
                        new StringSerializer(),
                        new ByteArraySerializer()));
    }

    /**
     * Fences those before.
     *
     * @param producer with a transactional id; it is closed with this one
     * @throws KafkaException when Kafka does not answer
     */
    RowProducer(Producer<String, byte[]> producer) {
        this.producer = producer;
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What came of a batch. */
    sealed interface Outcome {

        /** All of it is published. */
        record Committed() implements Outcome {}

        /**
         * None of it is published, and some of it cannot be, ever.
         *
         * @param reasons by sequence; among other rows, a refusal is only a suspicion
         */
        record Refused(Map<Long, String> reasons) implements Outcome {
            public Refused {
                reasons = Map.copyOf(reasons);
            }
        }

        /**
         * None of it is published; the producer can try again.
         *
         * @param cause why
         */
        record Aborted(RuntimeException cause) implements Outcome {}
    }

    /**
     * Sends rows in their order and commits them.
     *
     * @param beforeCommit may throw, which aborts
     * @throws RuntimeException when it is not known what came of it, or the producer is fenced or
     *     otherwise of no more use
     */
    @Override
    public Outcome publish(List<StoredRow> rows, Runnable beforeCommit) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>(rows.size());
        var refused = new ConcurrentHashMap<Long, String>();
        for (StoredRow row : rows) {
            try {
                records.add(row.row().producerRecord());
            } catch (IllegalArgumentException e) {
                refused.put(row.seq(), e.toString());
            }
        }
        if (!refused.isEmpty()) {
            return new Outcome.Refused(refused);
        }
        try {
            producer.beginTransaction();
            for (int at = 0; at < records.size(); at++) {
                long seq = rows.get(at).seq();
                // What comes of it, the commit says.
                var _ = producer.send(records.get(at), (_, e) -> note(refused, seq, e));
            }
            producer.flush();
            beforeCommit.run();
            producer.commitTransaction();
            return new Outcome.Committed();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            abort(e);
            // Read only now: the abort waits for the answers that are still due.
            return refused.isEmpty()
                    ? new Outcome.Aborted(rootOf(e))
                    : new Outcome.Refused(refused);
        }
    }

    /** At once: what was not committed is to be aborted, and the next one sees to that. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** Throws if the failure was one that the producer does not survive. */
    private void abort(KafkaException failure) {
        try {
            producer.flush();
            producer.abortTransaction();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private static void note(Map<Long, String> refused, long seq, @Nullable Exception exception) {
        if (exception != null && FOR_GOOD.contains(exception.getClass())) {
            refused.put(seq, exception.toString());
        }
    }

    private static RuntimeException rootOf(KafkaException failure) {
        return failure.getCause() instanceof KafkaException cause ? cause : failure;
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, String transactionalId) {
        var settings = new HashMap<>(DEFAULTS);
        settings.putAll(kafka);
        // What the outbox promises rests on these.
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        return settings;
    }
}
