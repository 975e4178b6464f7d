package io.keepwell.scoring.simulation;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topic of customer events: what is appended stays, in the order of its appending. */
final class CustomerLog {

    static final int PARTITIONS = 2;

    private final List<List<Entry>> partitions =
            IntStream.range(0, PARTITIONS).<List<Entry>>mapToObj(_ -> new ArrayList<>()).toList();

    /**
     * What was appended.
     *
     * @param record the record
     * @param event what it says; null for what nobody can read
     */
    record Entry(ConsumerRecord<String, byte[]> record, @Nullable CustomerEventV1 event) {}

    void append(
            int partition, ProducerRecord<String, byte[]> sent, @Nullable CustomerEventV1 event) {
        List<Entry> entries = partitions.get(partition);
        var record =
                new ConsumerRecord<>(
                        topicPartition(partition).topic(),
                        partition,
                        (long) entries.size(),
                        sent.key(),
                        sent.value());
        sent.headers().forEach(record.headers()::add);
        entries.add(new Entry(record, event));
    }

    List<Entry> entries(int partition) {
        return partitions.get(partition);
    }

    long end(int partition) {
        return partitions.get(partition).size();
    }

    static TopicPartition topicPartition(int partition) {
        return new TopicPartition(Topic.CUSTOMER_EVENTS.topicName(), partition);
    }
}
