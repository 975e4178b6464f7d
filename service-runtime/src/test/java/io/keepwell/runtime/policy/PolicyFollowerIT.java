package io.keepwell.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.Infra;
import io.keepwell.infra.NewTopics;
import io.keepwell.infra.SharedInfra;
import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.HealthSnapshot;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.Publisher;
import io.keepwell.model.policy.PolicyAppliedV1;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.runtime.ContractRecords;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyFollowerIT {

    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final Instant APPLIED = Instant.parse("2026-11-03T09:15:30Z");
    private static final String CARD =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 0}]
            minCoverage: 0
            dimensions: [{id: use, weight: 1, measures: [{id: a, weight: 1, value: activeUsers(30), transform: {linear: {at0: 0, at100: 5}}}]}]
            """;
    private static final String SIGNALS =
            """
            kind: Signals
            id: risk
            signals:
            - {id: quiet, name: Quiet, category: risk, when: activeUsers(30) < 1}
            """;
    private static final String UNREADABLE =
            """
            kind: Scorecard
            id: card
            bands: none
            """;

    private final Infra infra = SharedInfra.get();
    private final List<PolicySet> beforeFirst = new CopyOnWriteArrayList<>();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final PolicyFollower follower =
            new PolicyFollower(this::consumer, EventCatalogue.standard(), this::first);

    @BeforeEach
    void startFollowing() throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.<String, Object>of(
                                "bootstrap.servers", infra.kafka().bootstrapServers()))) {
            if (admin.listTopics().names().get().contains(Topic.POLICIES.topicName())) {
                admin.deleteTopics(List.of(Topic.POLICIES.topicName())).all().get();
            }
            await().atMost(WAIT_MAX)
                    .until(() ->
                            !admin.listTopics().names().get().contains(Topic.POLICIES.topicName()));
        }
        NewTopics.create(
                infra.kafka().bootstrapServers(),
                List.of(new NewTopic(Topic.POLICIES.topicName(), 1, (short) 1)));
    }

    @AfterEach
    void stopFollowing() {
        follower.close();
    }

    @Test
    void shouldFollowWhatIsApplied() {
        // Given
        apply("v1", CARD, SIGNALS);
        // When
        follower.start();
        // Then
        PolicySet first = awaitVersionAfter("");
        assertThat(first.scorecards()).containsOnlyKeys("card");
        assertThat(first.signals()).hasSize(1);
        assertThat(beforeFirst).containsExactly(first);
        // When the next apply leaves the signals out
        apply("v2", CARD.replace("at100: 5", "at100: 9"));
        // Then
        PolicySet second = awaitVersionAfter(first.version());
        assertThat(second.scorecards()).containsOnlyKeys("card");
        assertThat(second.signals()).isEmpty();
        assertThat(beforeFirst).containsExactly(first);
    }

    @Test
    void shouldKeepTheFormerWhileTheNextAreNotCommitted() {
        // Given
        apply("v1", CARD, SIGNALS);
        follower.start();
        PolicySet first = awaitVersionAfter("");
        try (Producer<String, byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> _ =
                    producer.send(record("v2", CARD.replace("at100: 5", "at100: 9")));
            producer.flush();
            producer.abortTransaction();
        }
        // When
        apply("v3", CARD);
        // Then
        PolicySet next = awaitVersionAfter(first.version());
        assertThat(next.scorecards().get("card"))
                .extracting(Applied::ref)
                .as("what was not committed never came into force")
                .isEqualTo(new PolicyRef("card", PolicyAppliedV1.versionOf(CARD)));
    }

    @Test
    void shouldKeepTheFormerWhenTheNextCannotBeRead() {
        // Given
        apply("v1", CARD);
        follower.start();
        PolicySet first = awaitVersionAfter("");
        // When
        apply("v2", UNREADABLE);
        apply("v3", CARD, SIGNALS);
        // Then
        PolicySet next = awaitVersionAfter(first.version());
        assertThat(next.signals()).hasSize(1);
    }

    @Test
    void shouldHaveNothingBeforeAnythingIsApplied() {
        // When
        follower.start();
        // Then
        assertThat(follower.inForce()).isEmpty();
        apply("v1", CARD);
        assertThat(awaitVersionAfter("").scorecards()).containsOnlyKeys("card");
    }

    @Test
    void shouldFollowOnAfterKafkaWasAway() {
        // Given
        apply("v1", CARD);
        follower.start();
        PolicySet first = awaitVersionAfter("");
        // When
        infra.kafka().stop();
        infra.kafka().start();
        apply("v2", CARD, SIGNALS);
        // Then
        assertThat(awaitVersionAfter(first.version()).signals()).hasSize(1);
    }

    @Test
    void shouldLetAChangeWaitForThePoliciesByWhichItWasJudged() {
        // Given
        apply("v1", CARD);
        follower.start();
        awaitVersionAfter("");
        var await = new AwaitPolicies(follower, InstantSource.fixed(APPLIED));
        List<Message> changes = List.of(change("v1", 1), change("v2", 2));
        // Then
        assertThatIllegalStateException().isThrownBy(() -> await.require(changes));
        // When
        apply("v2", CARD, SIGNALS);
        // Then
        await().atMost(WAIT_MAX).ignoreExceptions().untilAsserted(() -> await.require(changes));
        assertThat(follower.inForce().orElseThrow().signals()).hasSize(1);
    }

    @Test
    void shouldNotLetAChangeWaitForPoliciesThatWereReplacedBeforeItFollowed() {
        // Given
        apply("v2", CARD);
        follower.start();
        awaitVersionAfter("");
        // When
        var await = new AwaitPolicies(follower, InstantSource.fixed(APPLIED));
        // Then
        assertThatNoException().isThrownBy(() -> await.require(List.of(change("v1", -1))));
    }

    @Test
    void shouldGoOnWithoutPoliciesThatDoNotCome() {
        // Given
        apply("v1", CARD);
        follower.start();
        awaitVersionAfter("");
        var now = new AtomicReference<>(APPLIED);
        var await = new AwaitPolicies(follower, now::get);
        List<Message> changes = List.of(change("v2", 1));
        assertThatIllegalStateException().isThrownBy(() -> await.require(changes));
        // When
        now.set(APPLIED.plusSeconds(10));
        // Then
        assertThatNoException().isThrownBy(() -> await.require(changes));
    }

    /** Judged so many seconds after policies were applied. */
    private static StatusChangedV1 change(String version, int seconds) {
        Instant at = APPLIED.plusSeconds(seconds);
        return new StatusChangedV1(
                new UUID(0, 1),
                new AccountId("acme"),
                1,
                at,
                AccountSnapshot.UNKNOWN,
                new HealthSnapshot(
                        Status.RED,
                        null,
                        null,
                        null,
                        null,
                        BigDecimal.ONE,
                        new PolicyRef("card", "1"),
                        List.of(),
                        at),
                new Cause(CauseKind.BEHAVIOUR, null, null, null, 0, 0),
                version,
                Status.GREEN,
                Status.RED,
                null,
                "a test");
    }

    @Test
    void shouldPassOverARecordThatIsNoMessage() throws ExecutionException, InterruptedException {
        // Given
        apply("v1", CARD);
        follower.start();
        PolicySet first = awaitVersionAfter("");
        // When
        try (Producer<String, byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(
                            new ProducerRecord<>(
                                    Topic.POLICIES.topicName(), "Scorecard/card", new byte[0]))
                    .get();
            producer.commitTransaction();
        }
        apply("v3", CARD, SIGNALS);
        // Then
        assertThat(awaitVersionAfter(first.version()).signals()).hasSize(1);
    }

    @Test
    void shouldFollowOnWhateverGoesWrong() {
        // Given
        failures.add(new NullPointerException("once"));
        apply("v1", CARD);
        // When
        follower.start();
        // Then
        assertThat(awaitVersionAfter("").scorecards()).containsOnlyKeys("card");
        assertThat(beforeFirst).hasSize(1);
        assertThat(failures).isEmpty();
    }

    /** The first policies, which something goes wrong with at times. */
    private void first(PolicySet policies) {
        RuntimeException next = failures.poll();
        if (next != null) {
            throw next;
        }
        beforeFirst.add(policies);
    }

    private PolicySet awaitVersionAfter(String version) {
        return await().atMost(WAIT_MAX)
                .until(
                        () -> follower.inForce().filter(it -> !it.version().equals(version)),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void apply(String version, String... documents) {
        try (Producer<String, byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String document : documents) {
                Future<RecordMetadata> _ = producer.send(record(version, document));
            }
            producer.commitTransaction();
        }
    }

    private static ProducerRecord<String, byte[]> record(String version, String document) {
        String kind = document.lines().findFirst().orElseThrow().substring("kind: ".length());
        String id = document.lines().skip(1).findFirst().orElseThrow().substring("id: ".length());
        return ContractRecords.producerRecord(
                new PolicyAppliedV1(
                        UUID.nameUUIDFromBytes(
                                (version + kind + id).getBytes(StandardCharsets.UTF_8)),
                        kind,
                        id,
                        PolicyAppliedV1.versionOf(document),
                        version,
                        document,
                        APPLIED,
                        "tests",
                        Publisher.SCORING),
                APPLIED);
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        infra.kafka().bootstrapServers(),
                        "transactional.id",
                        "policies"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** One record a poll, so that what is applied together comes apart. */
    private Consumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        infra.kafka().bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "none",
                        "max.poll.records",
                        1),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
