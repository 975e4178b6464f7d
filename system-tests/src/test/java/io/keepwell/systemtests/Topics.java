package io.keepwell.systemtests;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.infra.NewTopics;
import io.keepwell.model.Topic;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.MessageCodec;
import io.keepwell.model.message.MessageTypes;
import io.keepwell.model.message.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is on the topics of a deployment, and writes what may be there. */
public final class Topics {

    // Held, since the log manager remembers loggers only weakly. What a client is set to fills
    // pages.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    static {
        CLIENTS.setLevel(Level.WARNING);
    }

    private Topics() {}

    /** Makes the topics that ingest needs, on a broker that the init step has not seen. */
    public static void createForIngest(String bootstrapServers, int partitions) {
        List<NewTopic> topics =
                Stream.of(
                                Topic.INBOUND_EVENTS,
                                Topic.CUSTOMER_EVENTS,
                                Topic.UNATTRIBUTED_EVENTS,
                                Topic.REJECTED_EVENTS,
                                Topic.REPLAYS)
                        .map(it -> new NewTopic(it.topicName(), partitions, (short) 1))
                        .toList();
        NewTopics.create(bootstrapServers, topics);
    }

    /** All messages that are on a topic at this moment, in the order of each partition. */
    public static List<Message> messages(String bootstrapServers, Topic topic) {
        return records(bootstrapServers, topic).stream().map(Topics::message).toList();
    }

    /** All records that are on a topic at this moment, in the order of each partition. */
    public static List<ConsumerRecord<String, byte[]>> records(
            String bootstrapServers, Topic topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.topicName()).stream()
                            .map(it -> new TopicPartition(it.topic(), it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** A message as a record of its topic. */
    public static ProducerRecord<String, byte[]> record(Message message, Instant at) {
        return KafkaMessageFactory.createWriter(
                        MessageTypes.of(message).topic().topicName(),
                        null,
                        at.toEpochMilli(),
                        message.messageKey())
                .writeBinary(MessageCodec.encode(message));
    }

    /** The message in a record. */
    public static Message message(ConsumerRecord<String, byte[]> record) {
        try {
            return MessageCodec.decode(KafkaMessageFactory.createReader(record).toEvent());
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }
}
