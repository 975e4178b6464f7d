package io.keepwell.init.policy;

import io.keepwell.init.kafka.KafkaClients;
import io.keepwell.init.step.Patience;
import io.keepwell.model.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the topic of policies to its end, as far as it is committed. */
final class PoliciesInForce {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final Patience patience;

    PoliciesInForce(KafkaClients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /**
     * How many documents are in force: those whose last record was not a withdrawal.
     *
     * @throws org.apache.kafka.common.KafkaException when the topic cannot be read
     */
    int count() {
        try (Consumer<String, byte[]> consumer = clients.reader()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.POLICIES.topicName()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return live(consumer, consumer.endOffsets(partitions)).size();
        }
    }

    private Set<String> live(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        Set<String> live = new HashSet<>();
        Patience reading = patience.afresh(WAIT_MAX);
        while (!isAtEnd(consumer, ends)) {
            consumer.poll(POLL)
                    .forEach(record -> {
                        if (record.value() == null) {
                            live.remove(record.key());
                        } else {
                            live.add(record.key());
                        }
                    });
            if (reading.isOver()) {
                throw new TimeoutException(
                        "%s could not be read to its end within %d s"
                                .formatted(Topic.POLICIES.topicName(), WAIT_MAX.toSeconds()));
            }
        }
        return live;
    }

    private static boolean isAtEnd(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
