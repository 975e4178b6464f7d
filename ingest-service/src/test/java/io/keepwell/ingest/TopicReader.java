package io.keepwell.ingest;

import io.keepwell.infra.SharedInfra;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is on a topic at this moment: nothing is waited for. */
public final class TopicReader {

    private TopicReader() {}

    /** The customer events that a test asks for, in order within each partition. */
    public static List<CustomerEventV1> events(Predicate<CustomerEventV1> wanted) {
        return records(Topic.CUSTOMER_EVENTS).stream()
                .map(TopicReader::message)
                .filter(CustomerEventV1.class::isInstance)
                .map(CustomerEventV1.class::cast)
                .filter(wanted)
                .toList();
    }

    /** The rejected events that a test asks for. */
    public static List<RejectedEventV1> rejected(Predicate<RejectedEventV1> wanted) {
        return records(Topic.REJECTED_EVENTS).stream()
                .map(TopicReader::message)
                .map(RejectedEventV1.class::cast)
                .filter(wanted)
                .toList();
    }

    /** All records, in order within each partition. */
    public static List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                SharedInfra.get().kafka().bootstrapServers(),
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.topicName()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition ->
                            consumer.position(partition)
                                    < ends.getOrDefault(partition, Long.MAX_VALUE))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** The message in a record. */
    public static Message message(ConsumerRecord<String, byte[]> record) {
        try {
            return ContractRecords.message(record);
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }
}
