package io.keepwell.systemtests;

import io.keepwell.model.Topic;
import io.keepwell.model.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A topic that is looked at again and again, over the same connections, and each record of which is
 * read once. A look with a client of its own costs so much that who looks often takes the machine
 * from those whom the test is about.
 */
public final class TopicLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<Message> messages = new ArrayList<>();

    /** Of a topic, from its beginning. */
    public TopicLog(String bootstrapServers, Topic topic) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        partitions =
                consumer.partitionsFor(topic.topicName()).stream()
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** How many records there are at this moment, repeated ones included. */
    public long size() {
        return consumer.endOffsets(partitions).values().stream().mapToLong(it -> it).sum();
    }

    /** All messages that are there at this moment, in the order of each partition. */
    public List<Message> messages() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
            consumer.poll(POLL).forEach(it -> messages.add(Topics.message(it)));
        }
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
