package io.keepwell.alerting;

import io.keepwell.infra.SharedInfra;
import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells health changes as scoring does, and reads what alerting tells. */
public final class Log {

    private Log() {}

    /** Sends messages, and waits until they are acknowledged. */
    public static void send(Message... messages) {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", servers(), "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (Message message : messages) {
                Future<RecordMetadata> _ =
                        producer.send(ContractRecords.producerRecord(message, Instant.now()));
            }
            producer.flush();
        }
    }

    /** Sends a record as it is. */
    public static void send(ProducerRecord<String, byte[]> record) {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", servers(), "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            Future<RecordMetadata> _ = producer.send(record);
            producer.flush();
        }
    }

    /** What was told of an account's alerts until this moment, in order. */
    public static List<AlertChangedV1> alerts(AccountId account) {
        var found = new ArrayList<AlertChangedV1>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                servers(),
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.ALERTS.topicName()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(
                            it -> consumer.position(it) < ends.getOrDefault(it, Long.MAX_VALUE))) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    if (account.value().equals(record.key())) {
                        found.add(message(record));
                    }
                }
            }
        }
        return found;
    }

    private static AlertChangedV1 message(ConsumerRecord<String, byte[]> record) {
        try {
            return (AlertChangedV1) ContractRecords.message(record);
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static String servers() {
        return SharedInfra.get().kafka().bootstrapServers();
    }
}
