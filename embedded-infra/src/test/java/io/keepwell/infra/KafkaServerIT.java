package io.keepwell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class KafkaServerIT {

    private final KafkaServer kafka = SharedInfra.get().kafka();

    @Test
    void shouldGiveBackWhatWasSentWithLz4() throws ExecutionException, InterruptedException {
        // Given
        Topic topic = Topic.create(kafka);
        List<String> values = Topic.values(100);
        // When
        topic.send(Map.of("compression.type", "lz4"), values);
        // Then
        assertThat(topic.receive(Map.of(), values.size()))
                .containsExactlyInAnyOrderElementsOf(values);
    }

    @Test
    void shouldShowOnlyCommittedRecordsToReadersOfCommitted()
            throws ExecutionException, InterruptedException {
        // Given
        Topic topic = Topic.create(kafka);
        // When
        try (KafkaProducer<String, String> producer =
                topic.producer(Map.of("transactional.id", "tx-" + UUID.randomUUID()))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(topic.record("withdrawn")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(topic.record("kept")).get();
            producer.commitTransaction();
        }
        // Then
        assertThat(topic.receive(Map.of("isolation.level", "read_committed"), 1))
                .containsExactly("kept");
    }

    @Test
    void shouldNotCreateATopicThatNobodyCreated() throws ExecutionException, InterruptedException {
        // Given
        Topic unknown = new Topic(kafka.bootstrapServers(), "unknown-" + UUID.randomUUID());
        // When
        assertThatThrownBy(() -> unknown.send(Map.of("max.block.ms", 1000), List.of("for nobody")))
                .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
        // Then
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).doesNotContain(unknown.name());
        }
    }

    @Test
    void shouldServeGroupsOfTheNewProtocol() throws ExecutionException, InterruptedException {
        // Given
        Topic topic = Topic.create(kafka);
        topic.send(Map.of(), List.of("a"));
        // When
        List<String> received = topic.receive(Map.of("group.protocol", "consumer"), 1);
        // Then
        assertThat(received).containsExactly("a");
    }

    @Test
    void shouldServeGroupsOfTheOldProtocolWithSessionsOfSixSeconds()
            throws ExecutionException, InterruptedException {
        // Given
        Topic topic = Topic.create(kafka);
        topic.send(Map.of(), List.of("a"));
        // When
        List<String> received =
                topic.receive(
                        Map.of(
                                "group.protocol",
                                "classic",
                                "session.timeout.ms",
                                6000,
                                "heartbeat.interval.ms",
                                2000),
                        1);
        // Then
        assertThat(received).containsExactly("a");
    }

    @Test
    void shouldKeepRecordsAcrossARestartOnTheSamePort()
            throws ExecutionException, InterruptedException {
        // Given
        String address = kafka.bootstrapServers();
        Topic topic = Topic.create(kafka);
        topic.send(Map.of(), List.of("before"));
        // When
        kafka.stop();
        kafka.start();
        // Then
        topic.send(Map.of(), List.of("after"));
        assertThat(kafka.bootstrapServers()).isEqualTo(address);
        assertThat(topic.receive(Map.of(), 2)).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void shouldTakeASecondStopAndASecondStartAsDone()
            throws ExecutionException, InterruptedException {
        // Given
        kafka.stop();
        kafka.stop();
        // When
        kafka.start();
        kafka.start();
        // Then
        Topic topic = Topic.create(kafka);
        topic.send(Map.of(), List.of("a"));
        assertThat(topic.receive(Map.of(), 1)).containsExactly("a");
    }
}
