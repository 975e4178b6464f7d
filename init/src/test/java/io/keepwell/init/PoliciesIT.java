package io.keepwell.init;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Subject;
import io.keepwell.model.Topic;
import io.keepwell.model.message.Publisher;
import io.keepwell.model.policy.PolicyAppliedV1;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.files.PolicyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesIT {

    private static final List<String> KEYS =
            List.of("Resolver/default", "Scorecard/five-pillar", "Scorecard/four-pillar");

    @TempDir private Path directory;
    @TempDir private Path folders;
    @TempDir private Path secrets;

    private Deployment deployment;

    @BeforeEach
    void empty() throws IOException {
        deployment = Deployment.empty();
        Files.createDirectories(directory.resolve("rules"));
        Files.writeString(
                directory.resolve("cards.yaml"),
                """
                # Our cards
                ---
                kind: Scorecard
                id: five-pillar
                bands: [{status: green, from: 0}]
                minCoverage: 0
                dimensions:
                - id: usage
                  weight: 1
                  measures:
                  - {id: users, weight: 1, value: activeUsers(30), transform: {linear: {at0: 0, at100: 5}}}
                ---
                kind: Scorecard
                id: four-pillar
                name: Vier Säulen
                bands: [{status: green, from: 0}]
                minCoverage: 0
                dimensions:
                - id: usage
                  weight: 1
                  measures:
                  - {id: users, weight: 1, value: activeUsers(30), transform: {linear: {at0: 0, at100: 5}}}
                """);
        Files.writeString(
                directory.resolve("rules/who.yml"),
                "kind: Resolver\r\nid: default\r\nscorecards: [{scorecard: five-pillar}]\r\n");
        Files.writeString(directory.resolve("README.md"), "no policy");
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void shouldPutTheFilesIntoForceAsMessagesOfTheContract() {
        // Given
        PolicyBundle bundle = bundle();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        // When
        InitReport report = deployment.init(deployment.settings().withPolicies(directory));
        // Then
        assertThat(policies(report))
                .allMatch(Outcome.Created.class::isInstance)
                .extracting(Outcome::name)
                .containsExactlyElementsOf(KEYS);
        List<PolicyAppliedV1> applied =
                deployment.policyRecords().stream().map(Deployment::policy).toList();
        assertThat(
                        applied.stream()
                                .collect(
                                        toMap(
                                                PolicyAppliedV1::messageKey,
                                                PolicyAppliedV1::document)))
                .isEqualTo(
                        bundle.documents().stream()
                                .collect(toMap(PolicyDocument::key, PolicyDocument::text)));
        assertThat(applied)
                .allSatisfy(policy -> {
                    assertThat(policy.policyVersion()).isEqualTo(bundle.version());
                    assertThat(policy.publisher()).isEqualTo(Publisher.INIT);
                    assertThat(policy.appliedBy()).isEqualTo("init");
                    assertThat(policy.appliedAt()).isBetween(before, Instant.now());
                })
                .doesNotHaveDuplicates()
                .extracting(PolicyAppliedV1::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldPutAProfileIntoForceWithWhatItTakesOver() throws IOException {
        // Given
        Path profile = Files.createDirectory(folders.resolve("own"));
        Files.createSymbolicLink(folders.resolve("base"), directory);
        Files.writeString(
                profile.resolve("bundle.yaml"),
                """
                kind: Bundle
                id: own
                extends: ../base
                without: [Scorecard/four-pillar]
                """);
        // When
        InitReport report = deployment.init(deployment.settings().withPolicies(profile));
        // Then
        assertThat(policies(report))
                .allMatch(Outcome.Created.class::isInstance)
                .extracting(Outcome::name)
                .containsExactly("Resolver/default", "Scorecard/five-pillar");
    }

    @Test
    void shouldWriteBinaryCloudEventsKeyedByKindAndId() {
        // Given files
        // When
        deployment.init(deployment.settings().withPolicies(directory));
        // Then
        ConsumerRecord<String, byte[]> record = deployment.policyRecords().getFirst();
        PolicyAppliedV1 policy = Deployment.policy(record);
        assertThat(record.key()).isEqualTo(KEYS.getFirst());
        assertThat(record.timestamp()).isEqualTo(policy.appliedAt().toEpochMilli());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_type")).isEqualTo(PolicyAppliedV1.TYPE);
        assertThat(header(record, "ce_source")).isEqualTo("/keepwell/init");
        assertThat(header(record, "ce_id")).isEqualTo(policy.id().toString());
        assertThat(header(record, "content-type")).isEqualTo("application/json");
    }

    @Test
    void shouldLeavePoliciesInForceUntouched() throws IOException {
        // Given
        deployment.init(deployment.settings().withPolicies(directory));
        Files.writeString(
                directory.resolve("more.yaml"),
                "kind: LifecycleSet\nid: a\nstages: [{id: b, daysToRenewal: {below: 90}}]\n");
        // When
        InitReport report = deployment.init(deployment.settings().withPolicies(directory));
        // Then
        assertThat(policies(report))
                .singleElement()
                .isEqualTo(
                        new Outcome.Present(
                                Subject.POLICY,
                                "keepwell.policies",
                                "3 documents in force, left untouched",
                                3));
        assertThat(deployment.policyRecords()).hasSize(3);
    }

    @Test
    void shouldPublishAgainWhenEveryDocumentWasWithdrawn() {
        // Given
        deployment.init(deployment.settings().withPolicies(directory));
        KEYS.forEach(deployment::withdraw);
        // When
        InitReport report = deployment.init(deployment.settings().withPolicies(directory));
        // Then
        assertThat(policies(report)).hasSize(3).allMatch(Outcome.Created.class::isInstance);
    }

    @Test
    void shouldNotPublishWhenOneDocumentIsStillInForce() {
        // Given
        deployment.init(deployment.settings().withPolicies(directory));
        KEYS.subList(1, 3).forEach(deployment::withdraw);
        // When
        InitReport report = deployment.init(deployment.settings().withPolicies(directory));
        // Then
        assertThat(policies(report))
                .singleElement()
                .extracting(Outcome::detail)
                .isEqualTo("1 document in force, left untouched");
    }

    @Test
    void shouldPublishNothingWhenAFileIsBroken() throws IOException {
        // Given
        Files.writeString(directory.resolve("broken.yaml"), "kind: Signals\n\tid: a\n---\nid: b\n");
        Files.write(directory.resolve("latin.yaml"), new byte[] {'k', (byte) 0xfc});
        // When
        InitReport report = deployment.init(deployment.settings().withPolicies(directory));
        // Then
        assertThat(policies(report))
                .hasSize(3)
                .allMatch(Outcome.Failed.class::isInstance)
                .extracting(Outcome::name)
                .containsExactly(
                        directory + "/broken.yaml:2:1",
                        directory + "/broken.yaml:4:1",
                        directory + "/latin.yaml:1:1");
        assertThat(deployment.policyRecords()).isEmpty();
        assertThat(report.outcomes()).filteredOn(Outcome.Created.class::isInstance).hasSize(14);
    }

    @Test
    void shouldPublishNothingByWhichNobodyCanBeJudged() throws IOException {
        // Given
        Path more = directory.resolve("more.yaml");
        Files.writeString(
                more,
                """
                kind: Signals
                id: risk
                signals: [{id: low, category: risk, when: signal('lwo')}]
                """);
        // When
        InitReport report = deployment.init(deployment.settings().withPolicies(directory));
        // Then
        assertThat(policies(report))
                .singleElement()
                .isEqualTo(
                        new Outcome.Failed(
                                Subject.POLICY,
                                more + ":3:50",
                                "there is no signal 'lwo'",
                                "Write the signal, or ask for another one."));
        assertThat(deployment.policyRecords()).isEmpty();
    }

    @RepeatedTest(3)
    void shouldPublishOnceWhenSeveralRunAtTheSameTime() throws Exception {
        // Given
        int inits = 4;
        for (String role : List.of("keepwell_scoring", "keepwell_alerting", "keepwell_playbook")) {
            Files.writeString(secrets.resolve(role), "secret");
        }
        InitSettings settings =
                deployment.settings().withPolicies(directory).withRolePasswords(secrets);
        CyclicBarrier together = new CyclicBarrier(inits);
        Callable<InitReport> init =
                () -> {
                    together.await();
                    return deployment.init(settings);
                };
        // When
        List<InitReport> reports = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(inits)) {
            for (Future<InitReport> report : pool.invokeAll(Collections.nCopies(inits, init))) {
                reports.add(report.get());
            }
        }
        // Then
        assertThat(reports)
                .allSatisfy(report ->
                        assertThat(report.outcomes()).noneMatch(Outcome.Failed.class::isInstance));
        assertThat(deployment.policyRecords())
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrderElementsOf(KEYS);
        assertThat(reports.stream().filter(report -> policies(report).size() == 3)).hasSize(1);
        assertThat(deployment.databases()).hasSize(3);
        assertThat(new HashSet<>(deployment.topicNames())).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void shouldFenceAnInitThatDiedWhilePublishing() {
        // Given
        deployment.init(deployment.settings());
        try (Producer<String, byte[]> died = deployment.clients().producer("keepwell-init")) {
            died.initTransactions();
            died.beginTransaction();
            var sent =
                    died.send(
                            new ProducerRecord<>(
                                    Topic.POLICIES.topicName(),
                                    KEYS.getFirst(),
                                    "half".getBytes(StandardCharsets.UTF_8)));
            died.flush();
            // When
            InitReport report = deployment.init(deployment.settings().withPolicies(directory));
            // Then
            assertThat(sent).isDone();
            assertThat(policies(report)).hasSize(3).allMatch(Outcome.Created.class::isInstance);
            assertThat(deployment.policyRecords()).hasSize(3);
        }
    }

    private PolicyBundle bundle() {
        return switch (PolicyFiles.read(directory)) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) -> bundle;
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }

    private static List<Outcome> policies(InitReport report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.subject() == Subject.POLICY)
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
