package io.keepwell.playbook;

import io.keepwell.infra.SharedInfra;
import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.play.WorkChange;
import io.keepwell.runtime.ContractRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the playbook service reads, as scoring does, and reads what it publishes. */
public final class Log {

    private static final KafkaProducer<String, byte[]> PRODUCER =
            new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            SharedInfra.get().kafka().bootstrapServers(),
                            "acks",
                            "all"),
                    new StringSerializer(),
                    new ByteArraySerializer());

    private Log() {}

    /** Sends messages in order, and waits until they are there. */
    public static void send(Message... messages) {
        for (Message message : messages) {
            send(ContractRecords.producerRecord(message, Instant.now()));
        }
    }

    /** Sends a record as it is, and waits until it is there. */
    public static void send(ProducerRecord<String, byte[]> record) {
        try {
            var _ = PRODUCER.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What was published about an account, in order. */
    public static List<WorkChange> tasks(AccountId account) {
        return records().stream()
                .filter(record -> account.value().equals(record.key()))
                .map(Log::message)
                .map(WorkChange.class::cast)
                .toList();
    }

    /** What was published about an account, in words: the noun, the change, what it is about. */
    public static List<String> told(AccountId account) {
        return tasks(account).stream()
                .map(message ->
                        switch (message) {
                            case PlayChangedV1 it ->
                                    "play %s %s"
                                            .formatted(
                                                    it.play().play().id(), it.change().wireName());
                            case TaskChangedV1 it ->
                                    "task %s %s"
                                            .formatted(it.task().step(), it.change().wireName());
                            default -> "" + message;
                        })
                .toList();
    }

    private static Message message(ConsumerRecord<String, byte[]> record) {
        try {
            return ContractRecords.message(record);
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records() {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                SharedInfra.get().kafka().bootstrapServers(),
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.TASKS.topicName()).stream()
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
}
