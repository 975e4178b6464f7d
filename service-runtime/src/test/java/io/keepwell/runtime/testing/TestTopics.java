package io.keepwell.runtime.testing;

import io.keepwell.infra.SharedInfra;
import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to and reads from the topics of the shared broker, past the service under test. */
public final class TestTopics {

    private TestTopics() {}

    /** A producer of the shared broker. */
    public static Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends messages in order, and waits until they are there. */
    public static void send(Message... messages) {
        send(
                Arrays.stream(messages)
                        .map(it -> ContractRecords.producerRecord(it, Instant.now()))
                        .toList());
    }

    /** Sends a record as it is, and waits until it is there. */
    public static void send(ProducerRecord<String, byte[]> record) {
        send(List.of(record));
    }

    private static void send(List<ProducerRecord<String, byte[]>> records) {
        try (Producer<String, byte[]> producer = producer()) {
            places(records.stream().map(producer::send).toList());
        }
    }

    /** Where records went, once they are there. */
    public static List<RecordMetadata> places(List<Future<RecordMetadata>> sent) {
        var places = new ArrayList<RecordMetadata>();
        for (Future<RecordMetadata> it : sent) {
            try {
                places.add(it.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return places;
    }

    /** All messages of an account that are on a topic at this moment, in order. */
    public static List<Message> messages(Topic topic, AccountId account) {
        return records(topic).stream()
                .filter(record -> account.value().equals(record.key()))
                .map(TestTopics::message)
                .toList();
    }

    /** All messages that are on a topic at this moment, in the order of each partition. */
    public static List<Message> messages(Topic topic) {
        return records(topic).stream().map(TestTopics::message).toList();
    }

    /** The message in a record. */
    public static Message message(ConsumerRecord<String, byte[]> record) {
        try {
            return ContractRecords.message(record);
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }

    /** What is committed on a topic at this moment, in the order of each partition. */
    public static List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        new HashMap<String, Object>(
                                Map.of(
                                        "bootstrap.servers",
                                        servers(),
                                        "isolation.level",
                                        "read_committed",
                                        "enable.auto.commit",
                                        "false")),
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
                    .anyMatch(
                            it -> consumer.position(it) < ends.getOrDefault(it, Long.MAX_VALUE))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static String servers() {
        return SharedInfra.get().kafka().bootstrapServers();
    }
}
