package io.keepwell.benchmarks.ingest;

import io.keepwell.infra.NewTopics;
import io.keepwell.model.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The topics of the broker: makes them, and counts what is on them. */
final class BrokerTopics implements AutoCloseable {

    private static final short ONE_COPY = 1;

    private final String bootstrapServers;
    private final Admin admin;

    BrokerTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Makes those of the contract as a deployment has them, and others alike. */
    void create(Stream<String> others) {
        Map<String, NewTopic> topics = new HashMap<>();
        others.forEach(name -> topics.put(name, topic(name, Topic.PARTITIONS_DEFAULT)));
        for (Topic ours : Topic.values()) {
            String name = ours.topicName();
            int partitions = ours.partitions(Topic.PARTITIONS_DEFAULT);
            topics.put(name, topic(name, partitions).configs(ours.settings()));
        }
        NewTopics.create(bootstrapServers, topics.values());
    }

    /** How many records were ever written to a topic. */
    long written(String topic) {
        Map<TopicPartition, OffsetSpec> ends =
                get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .collect(
                                Collectors.toMap(
                                        it -> new TopicPartition(topic, it.partition()),
                                        _ -> OffsetSpec.latest()));
        return get(admin.listOffsets(ends).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, ONE_COPY);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not do what it is asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
