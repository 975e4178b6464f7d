package io.keepwell.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.infra.SharedInfra;
import io.keepwell.init.kafka.TopicOptions;
import io.keepwell.init.kafka.Topics;
import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Patience;
import io.keepwell.init.step.Subject;
import io.keepwell.model.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicsIT {

    private static final String RETENTION = "retention.ms";
    private static final String LONGER = "63072000000";

    private Deployment deployment;

    @BeforeEach
    void empty() {
        deployment = Deployment.empty();
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void shouldCreateEveryTopicAsTheContractSays() {
        // Given an empty cluster
        // When
        InitReport report = deployment.init(deployment.settings());
        // Then
        assertThat(topics(report))
                .hasSize(Topic.values().length)
                .allMatch(Outcome.Created.class::isInstance);
        var ofOnePartition = Set.of(Topic.POLICIES, Topic.ERASURES);
        for (Topic topic : Topic.values()) {
            assertThat(deployment.partitions(topic))
                    .as(topic.topicName())
                    .isEqualTo(ofOnePartition.contains(topic) ? 1 : 12);
            assertThat(deployment.settingsOf(topic)).isEqualTo(topic.settings());
        }
        assertThat(deployment.settingsOf(Topic.CUSTOMER_EVENTS))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("cleanup.policy", "delete", RETENTION, "34560000000"));
        assertThat(deployment.settingsOf(Topic.POLICIES))
                .containsExactlyInAnyOrderEntriesOf(Map.of("cleanup.policy", "compact"));
    }

    /** What is sent before a leader knows that it leads may come out of order, and be lost. */
    @Test
    void shouldReturnWhenEveryPartitionTakesRecordsTheFirstTime() {
        // Given
        var patience = new Patience(InstantSource.system(), Duration.ofMinutes(1), _ -> {});
        try (Admin admin = deployment.clients().admin();
                var producer =
                        new KafkaProducer<>(
                                Map.<String, Object>of(
                                        "bootstrap.servers",
                                        SharedInfra.get().kafka().bootstrapServers()),
                                new StringSerializer(),
                                new StringSerializer())) {
            // When
            List<Outcome> outcomes =
                    new Topics(admin, TopicOptions.defaults(), false, patience).prepare();
            for (Topic topic : Topic.values()) {
                int partitions = producer.partitionsFor(topic.topicName()).size();
                for (int partition = 0; partition < partitions; partition++) {
                    var _ =
                            producer.send(
                                    new ProducerRecord<>(
                                            topic.topicName(), partition, "key", "value"));
                }
            }
            producer.flush();

            // Then
            assertThat(outcomes).allMatch(Outcome.Created.class::isInstance);
            assertThat(total(producer, "record-send-total"))
                    .isGreaterThanOrEqualTo(outcomes.size());
            assertThat(total(producer, "record-retry-total")).isZero();
            assertThat(total(producer, "record-error-total")).isZero();
        }
    }

    @Test
    void shouldCreateAsManyPartitionsAndCopiesAsAskedFor() {
        // Given
        TopicOptions options = new TopicOptions(5, (short) 1, false);
        // When
        InitReport report = deployment.init(deployment.settings().withTopics(options));
        // Then
        assertThat(report.hasFailed()).isFalse();
        assertThat(deployment.partitions(Topic.ACCOUNTS)).isEqualTo(5);
        assertThat(deployment.partitions(Topic.POLICIES)).isEqualTo(1);
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        // Given
        deployment.init(deployment.settings());
        Map<Topic, Map<String, String>> before = allSettings();
        // When
        InitReport report = deployment.init(deployment.settings());
        // Then
        assertThat(topics(report))
                .hasSize(Topic.values().length)
                .allMatch(Outcome.Present.class::isInstance);
        assertThat(report.hasChanged()).isFalse();
        assertThat(allSettings()).isEqualTo(before);
    }

    @Test
    void shouldKeepTheNumberOfPartitionsAndSayWhy() {
        // Given
        deployment.createTopic(Topic.HEALTH_CHANGES, 3);
        // When
        InitReport report =
                deployment.init(
                        deployment.settings().withTopics(TopicOptions.defaults().withAlign(true)));
        // Then
        assertThat(topic(report, Topic.HEALTH_CHANGES))
                .isInstanceOf(Outcome.Kept.class)
                .extracting(Outcome::detail)
                .asString()
                .contains("has 3 partitions, not 12", "another owner");
        assertThat(deployment.partitions(Topic.HEALTH_CHANGES)).isEqualTo(3);
        assertThat(report.hasFailed()).isFalse();
    }

    @Test
    void shouldKeepALongerRetentionAndSayIt() {
        // Given
        deployment.init(deployment.settings());
        deployment.set(Topic.ALERTS, RETENTION, LONGER);
        // When
        InitReport report = deployment.init(deployment.settings());
        // Then
        assertThat(topic(report, Topic.ALERTS))
                .isInstanceOf(Outcome.Kept.class)
                .extracting(Outcome::detail)
                .asString()
                .contains("retention.ms is 63072000000, not 7776000000", "--align");
        assertThat(deployment.settingsOf(Topic.ALERTS)).containsEntry(RETENTION, LONGER);
    }

    @Test
    void shouldBringSettingsToTheContractWhenToldTo() {
        // Given
        deployment.init(deployment.settings());
        deployment.set(Topic.ALERTS, RETENTION, LONGER);
        deployment.set(Topic.ALERTS, "max.message.bytes", "2000000");
        // When
        InitReport report =
                deployment.init(
                        deployment.settings().withTopics(TopicOptions.defaults().withAlign(true)));
        // Then
        assertThat(topic(report, Topic.ALERTS))
                .isInstanceOf(Outcome.Changed.class)
                .extracting(Outcome::detail)
                .isEqualTo("retention.ms from 63072000000 to 7776000000");
        Map<String, String> expected = new HashMap<>(Topic.ALERTS.settings());
        expected.put("max.message.bytes", "2000000");
        assertThat(deployment.settingsOf(Topic.ALERTS)).isEqualTo(expected);
    }

    @Test
    void shouldSayThatTheClusterHasTooFewBrokers() {
        // Given
        TopicOptions options = new TopicOptions(1, (short) 3, false);
        // When
        InitReport report = deployment.init(deployment.settings().withTopics(options));
        // Then
        assertThat(topics(report))
                .hasSize(Topic.values().length)
                .allMatch(Outcome.Failed.class::isInstance)
                .allMatch(outcome ->
                        ((Outcome.Failed) outcome).cure().contains("--replication-factor"));
        assertThat(deployment.topicNames()).noneMatch(name -> name.startsWith("keepwell."));
    }

    private static double total(Producer<?, ?> producer, String metric) {
        return producer.metrics().values().stream()
                .filter(it ->
                        it.metricName().group().equals("producer-metrics")
                                && it.metricName().name().equals(metric))
                .mapToDouble(it -> (Double) it.metricValue())
                .sum();
    }

    private Map<Topic, Map<String, String>> allSettings() {
        Map<Topic, Map<String, String>> all = new HashMap<>();
        Arrays.stream(Topic.values())
                .forEach(topic -> all.put(topic, deployment.settingsOf(topic)));
        return all;
    }

    private static List<Outcome> topics(InitReport report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.subject() == Subject.TOPIC)
                .toList();
    }

    private static Outcome topic(InitReport report, Topic topic) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.name().equals(topic.topicName()))
                .findFirst()
                .orElseThrow();
    }
}
