package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.erasure.SubjectErasedV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.adapter.postgres.ErasureRows;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads from its topic what was erased, where a database begins empty: before the first record of
 * another topic, so that nothing of it comes back even for a moment. Afterwards the database knows.
 */
final class ErasureRestore {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<String, byte[]>> readers;
    private final Duration atMost;

    /**
     * With readers.
     *
     * @param readers makes consumers without a group
     * @param atMost how long a call to the database may take
     */
    ErasureRestore(Supplier<Consumer<String, byte[]>> readers, Duration atMost) {
        this.readers = readers;
        this.atMost = atMost;
    }

    /** Writes down what was erased, unless a partition was read before. */
    void restore(SqlConnection connection, Topic topic) {
        if (ErasureRows.isFirstReading(connection, topic, atMost)) {
            ErasureRows.restore(connection, read(), atMost);
        }
    }

    private List<SubjectErasedV1> read() {
        var erased = new ArrayList<SubjectErasedV1>();
        try (Consumer<String, byte[]> consumer = readers.get()) {
            var partition = new TopicPartition(Topic.ERASURES.topicName(), 0);
            List<TopicPartition> all = List.of(partition);
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Long end = consumer.endOffsets(all).get(partition);
            while (end != null && consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        erased.add(message(record));
                    }
                }
            }
        }
        return erased;
    }

    /** Without it something would come back: the fold rather stops. */
    private static SubjectErasedV1 message(ConsumerRecord<String, byte[]> record) {
        try {
            return (SubjectErasedV1) ContractRecords.message(record);
        } catch (UnreadableMessageException | ClassCastException e) {
            throw new IllegalStateException(
                    "record %d of %s is no erasure that this release can read"
                            .formatted(record.offset(), record.topic()),
                    e);
        }
    }
}
