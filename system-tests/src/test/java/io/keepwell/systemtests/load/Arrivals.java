package io.keepwell.systemtests.load;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.message.Message;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.systemtests.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** When readers of the topics first learn that an account is red, of its alert, of its tasks. */
final class Arrivals implements AutoCloseable {

    private static final Duration OFTEN = Duration.ofMillis(10);

    private final Map<AccountId, Long> red = new ConcurrentHashMap<>();
    private final Map<AccountId, Long> alerts = new ConcurrentHashMap<>();
    private final Map<AccountId, Long> tasks = new ConcurrentHashMap<>();
    private final Map<AccountId, Integer> alertsOpened = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean closing;

    /** Reads from the ends of the topics on. */
    Arrivals(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_committed",
                                "fetch.max.wait.ms",
                                "50",
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                Stream.of(Topic.HEALTH_CHANGES, Topic.ALERTS, Topic.TASKS)
                        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("arrivals").start(this::read);
    }

    /** When each account was told to be red. */
    Map<AccountId, Long> red() {
        return red;
    }

    /** When the alert of each account was told that being red opens. */
    Map<AccountId, Long> alerts() {
        return alerts;
    }

    /** When the first task of each account was told. */
    Map<AccountId, Long> tasks() {
        return tasks;
    }

    /** How many alerts each account's being red has opened. */
    Map<AccountId, Integer> alertsOpened() {
        return alertsOpened;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }

    private void read() {
        while (!closing) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(OFTEN)) {
                note(Topics.message(record), System.nanoTime());
            }
        }
    }

    private void note(Message message, long now) {
        switch (message) {
            case StatusChangedV1 changed when changed.to() == Status.RED ->
                    red.putIfAbsent(changed.accountId(), now);
            case AlertChangedV1 changed
                    when changed.change() == AlertChange.OPENED
                            && changed.alert().rule().id().equals("health-red") -> {
                alerts.putIfAbsent(changed.accountId(), now);
                alertsOpened.merge(changed.accountId(), 1, Integer::sum);
            }
            case TaskChangedV1 changed when changed.change() == TaskChange.OPENED ->
                    tasks.putIfAbsent(changed.accountId(), now);
            default -> {
                // Of no interest here.
            }
        }
    }
}
