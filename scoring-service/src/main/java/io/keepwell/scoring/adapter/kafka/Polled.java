package io.keepwell.scoring.adapter.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where records that were polled lead to. */
final class Polled {

    private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();

    private Polled() {}

    static Polled of(ConsumerRecords<String, byte[]> records) {
        var polled = new Polled();
        for (ConsumerRecord<String, byte[]> record : records) {
            polled.positions.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1));
        }
        return polled;
    }

    /** The offset that each partition is read up to. */
    Map<Integer, Long> next() {
        var next = new TreeMap<Integer, Long>();
        positions.forEach((partition, it) -> next.put(partition.partition(), it.offset()));
        return next;
    }

    /** For those who watch the lag; the position that counts is in the database. */
    void tell(Consumer<String, byte[]> consumer) {
        consumer.commitAsync(positions, (_, _) -> {});
    }
}
