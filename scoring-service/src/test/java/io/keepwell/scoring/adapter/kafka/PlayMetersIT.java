package io.keepwell.scoring.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.NewTopics;
import io.keepwell.infra.SharedInfra;
import io.keepwell.runtime.testing.TestTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class PlayMetersIT {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PlayMeters meters = new PlayMeters(registry);

    @Test
    void shouldTellHowManyRecordsWaitToBeRead() {
        // Given
        String topic = "plays-" + UUID.randomUUID();
        NewTopics.create(
                SharedInfra.get().kafka().bootstrapServers(),
                List.of(new NewTopic(topic, 1, (short) 1)));
        for (int number = 0; number < 3; number++) {
            TestTopics.send(new ProducerRecord<>(topic, "a", new byte[] {1}));
        }

        try (var consumer = oneByOne()) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());

            // When one of three is read
            await().until(() -> !consumer.poll(Duration.ofMillis(100)).isEmpty());
            meters.look(consumer, 0);

            // Then
            assertThat(waiting()).isEqualTo(2);
            await().until(() -> {
                var _ = consumer.poll(Duration.ofMillis(100));
                meters.look(consumer, 0);
                return waiting() == 0;
            });
        }
    }

    private double waiting() {
        return registry.get("keepwell.plays.waiting").gauge().value();
    }

    private static KafkaConsumer<String, byte[]> oneByOne() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        SharedInfra.get().kafka().bootstrapServers(),
                        "max.poll.records",
                        "1"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
