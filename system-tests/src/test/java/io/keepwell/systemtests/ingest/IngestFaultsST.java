package io.keepwell.systemtests.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.EmbeddedInfra;
import io.keepwell.infra.InfraOptions;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.key.KeyHash;
import io.keepwell.model.message.Message;
import io.keepwell.systemtests.FreePorts;
import io.keepwell.systemtests.KillableService;
import io.keepwell.systemtests.TopicLog;
import io.keepwell.systemtests.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens under load, what was acknowledged is on the topic, and nothing is lost. */
class IngestFaultsST {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final int PARTITIONS = 4;
    private static final int KILLS = 5;
    private static final int RECORDS = 20_000;
    private static final int BAD_EVERY = 100;
    private static final String KEY = "kw_key-of-the-fault-tests";

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldLoseNoRecordOfOthersWhenItIsKilledAgainAndAgain() throws Exception {
        try (EmbeddedInfra infra = infra();
                TopicLog events = log(infra, Topic.CUSTOMER_EVENTS);
                TopicLog rejections = log(infra, Topic.REJECTED_EVENTS)) {
            // Given
            String servers = infra.kafka().bootstrapServers();
            Set<String> good = write(servers);
            for (int kill = 0; kill < KILLS; kill++) {
                long before = events.size();
                try (KillableService service = ingest(servers, "killed-" + kill)) {
                    patiently(service)
                            .pollDelay(Duration.ZERO)
                            .pollInterval(OFTEN)
                            .until(() -> events.size() > before);

                    // When
                    service.kill();
                }
                assertThat(events.size()).as("killed in the middle").isLessThan(RECORDS);
            }

            // Then
            try (KillableService service = ingest(servers, "last")) {
                patiently(service)
                        .untilAsserted(() ->
                                assertThat(ids(events))
                                        .as(() ->
                                                "of %d; it said %s"
                                                        .formatted(good.size(), service.said()))
                                        .hasSizeGreaterThanOrEqualTo(good.size()));
                assertThat(ids(events)).isEqualTo(good);
                patiently(service)
                        .untilAsserted(() ->
                                assertThat(rejected(rejections)).hasSize(RECORDS / BAD_EVERY));
            }
        }
    }

    @Test
    void shouldAcknowledgeNothingThatIsNotOnTheTopicWhenKafkaGoesAway() throws Exception {
        try (EmbeddedInfra infra = infra()) {
            // Given
            String servers = infra.kafka().bootstrapServers();
            try (KillableService service = ingest(servers, "ingest").awaitReady();
                    HttpLoad load = HttpLoad.start(service.port(), KEY)) {
                for (int outage = 0; outage < 2; outage++) {
                    load.awaitAnswer(202);

                    // When
                    infra.kafka().stop();
                    load.awaitAnswer(503);
                    infra.kafka().start();
                    load.awaitAnswer(202);
                }
                load.end();

                // Then
                assertThat(load.statuses()).containsExactlyInAnyOrder(202, 503);
                try (TopicLog events = log(infra, Topic.CUSTOMER_EVENTS)) {
                    assertThat(ids(events)).containsAll(load.acknowledged());
                }
                service.awaitReady();
            }
        }
    }

    private EmbeddedInfra infra() {
        EmbeddedInfra infra =
                EmbeddedInfra.start(
                        InfraOptions.keptIn(folder.resolve("infra"))
                                .withDurable(false)
                                .withPorts(FreePorts.next(), FreePorts.next()));
        Topics.createForIngest(infra.kafka().bootstrapServers(), PARTITIONS);
        return infra;
    }

    /** It takes small bites, so that it is killed between two. */
    private KillableService ingest(String servers, String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Files.writeString(
                sources.resolve("sources.yaml"),
                """
                kind: Source
                id: load
                type: events
                keys: '%s'
                ---
                kind: Source
                id: lake
                type: kafka
                """
                        .formatted(KeyHash.of(KEY)));
        return KillableService.start(
                "ingest",
                folder.resolve(name + ".log"),
                FreePorts.next(),
                Map.of(
                        "kafka.bootstrap.servers",
                        servers,
                        "kafka.max.poll.records",
                        "20",
                        // So that nobody waits long for a killed one.
                        "kafka.session.timeout.ms",
                        "2000",
                        "kafka.heartbeat.interval.ms",
                        "500",
                        "ingest.sources",
                        sources.toString(),
                        "ingest.acknowledge-within",
                        "2s"),
                Map.of("INGEST_BACKFILL_SECRET", "a-secret-of-the-fault-tests-long-enough"));
    }

    /** Writes good records, and among them bad ones; the broker has all of them. */
    private static Set<String> write(String servers)
            throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>(RECORDS);
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", servers),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int at = 0; at < RECORDS; at++) {
                byte[] value =
                        (isBad(at) ? "{}" : HttpLoad.event("inbound-" + at))
                                .getBytes(StandardCharsets.UTF_8);
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        Topic.INBOUND_EVENTS.topicName(), "" + at, value)));
            }
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        return IntStream.range(0, RECORDS)
                .filter(at -> !isBad(at))
                .mapToObj(at -> "inbound-" + at)
                .collect(Collectors.toSet());
    }

    private static boolean isBad(int at) {
        return at % BAD_EVERY == 0;
    }

    /** Waits for what a service does as long as it lives. */
    private static ConditionFactory patiently(KillableService service) {
        return await().atMost(PATIENCE).conditionEvaluationListener(_ -> service.requireAlive());
    }

    private static TopicLog log(EmbeddedInfra infra, Topic topic) {
        return new TopicLog(infra.kafka().bootstrapServers(), topic);
    }

    private static Set<String> ids(TopicLog events) {
        return events.messages().stream()
                .map(CustomerEventV1.class::cast)
                .map(CustomerEventV1::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** However often a record was read, it was rejected once. */
    private static Set<String> rejected(TopicLog rejections) {
        return rejections.messages().stream()
                .map(RejectedEventV1.class::cast)
                .map(Message::messageId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
