package io.keepwell.ingest.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.keepwell.ingest.WebhookSender;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.ReplayRequestedV1;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.key.KeyHash;
import io.keepwell.runtime.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was rejected is read again as it was sent, by what is configured now. */
@QuarkusTest
@WithTestResource(IngestInfra.class)
class ReplayIT {

    private static final Path DOCUMENTS = TestSources.directory().resolve("replays.yaml");

    private final String test = UUID.randomUUID().toString().substring(0, 8);
    private final String key = "kw_replay-key-of-test-" + test;
    private final SourceName source = new SourceName("replay-" + test);

    @AfterEach
    void removeTheSource() throws IOException {
        Files.deleteIfExists(DOCUMENTS);
    }

    @Test
    void shouldTakeAWebhookOnceItsMappingIsMendedAndRejectItAgainBefore() throws IOException {
        configure(webhook("action == 'open'"));
        await().until(() -> post("{\"action\":\"opened\",\"issue\":7}") == 202);
        RejectedEventV1 rejected = onlyRejected();
        assertThat(rejected.code()).isEqualTo(RejectionCode.NOT_MAPPED);
        assertThat(rejected.request())
                .isEqualTo(
                        new SentRequest(
                                "/in/" + source,
                                Map.of("X-GitHub-Delivery", "d-" + test),
                                rejected.rejectedAt(),
                                null));

        TestTopics.send(replay(rejected));

        await().until(() -> rejected().size() == 2);
        RejectedEventV1 again = rejected().getLast();
        assertThat(again.id()).isNotEqualTo(rejected.id());
        assertThat(again.rejectedAt()).isAfter(rejected.rejectedAt());
        assertThat(again.request()).isEqualTo(rejected.request());
        assertThat(again.body()).isEqualTo(rejected.body());

        configure(webhook("action == 'opened'"));
        ReplayRequestedV1 replay = replay(again);
        await().untilAsserted(() -> {
            TestTopics.send(replay);
            assertThat(events()).isNotEmpty();
        });

        CustomerEventV1 taken = events().getFirst();
        assertThat(taken.id()).isEqualTo("d-%s/support.ticket-opened".formatted(test));
        assertThat(taken.occurredAt())
                .as("the mapping's now() is when it came in first")
                .isEqualTo(rejected.rejectedAt());
        assertThat(taken.receivedAt()).isAfter(rejected.rejectedAt());
    }

    @Test
    void shouldTakeOneCallOfABatchWithWhatTheBatchSaysForAll() throws IOException {
        configure(keyed("browser"));
        await().until(() -> batch() == 200);
        RejectedEventV1 rejected = onlyRejected();
        assertThat(rejected.code()).isEqualTo(RejectionCode.NOT_ALLOWED);
        assertThat(rejected.body()).contains("sentAt").doesNotContain("Exported");
        int before = events().size();

        configure(keyed("events"));
        await().until(() -> events("probe").statusCode() == 202);
        ReplayRequestedV1 replay = replay(rejected);
        TestTopics.send(replay);
        TestTopics.send(replay);

        await().until(() -> events().size() >= before + 3);
        List<CustomerEventV1> taken =
                events().stream()
                        .filter(it -> it.type().value().equals("commercial.trial-started"))
                        .toList();
        assertThat(taken).hasSize(2);
        assertThat(taken.getFirst().accountId().value()).as("of the batch").isEqualTo("acme");
        assertThat(taken)
                .extracting(CustomerEventV1::id)
                .as("a call without an id has the same one, however often it is read")
                .containsOnly(taken.getFirst().id());
    }

    @Test
    void shouldRejectAgainWhatIsOfASourceThatIsGoneOrOfAnotherType() throws IOException {
        configure(keyed("events"));
        await().until(() -> events("").statusCode() == 422);
        RejectedEventV1 rejected = onlyRejected();
        configure(webhook("true"));
        await().until(() -> post("{}") == 202);

        TestTopics.send(replay(rejected));
        await().until(() -> rejected().size() == 2);
        assertThat(rejected().getLast().code()).isEqualTo(RejectionCode.NOT_ALLOWED);
        assertThat(rejected().getLast().detail()).contains("is of another type now");

        Files.delete(DOCUMENTS);
        await().until(() -> post("{}") == 404);
        TestTopics.send(replay(rejected().getLast()));
        await().until(() -> rejected().size() == 3);
        RejectedEventV1 last = rejected().getLast();
        assertThat(last.detail()).contains("is not there any more");
        assertThat(last.body()).isEqualTo(rejected.body());
        assertThat(last.request()).isEqualTo(rejected.request());
    }

    @Test
    void shouldPassOverWhatIsNoReplayAndGoOn() throws IOException {
        configure(keyed("events"));
        await().until(() -> events("").statusCode() == 422);
        RejectedEventV1 rejected = onlyRejected();

        TestTopics.send(
                new ProducerRecord<>(
                        Topic.REPLAYS.topicName(), source.value(), "{}".getBytes(UTF_8)));
        TestTopics.send(replay(rejected));

        await().until(() -> rejected().size() == 2);
    }

    @Test
    void shouldTakeEveryOneOfMany() throws IOException {
        configure(keyed("events"));
        await().until(() -> events("").statusCode() == 422);
        RejectedEventV1 rejected = onlyRejected();
        String sound = Sender.event("sound-" + test);

        TestTopics.send(
                IntStream.range(0, 200)
                        .mapToObj(n ->
                                new ReplayRequestedV1(
                                        new UUID(n, 1),
                                        new UUID(n, 2),
                                        source,
                                        Instant.now(),
                                        "dana",
                                        "application/json",
                                        sound.replace("sound-", "sound-%d-".formatted(n)),
                                        null,
                                        Objects.requireNonNull(rejected.request())))
                        .toArray(ReplayRequestedV1[]::new));

        await().untilAsserted(() ->
                assertThat(events().stream().map(CustomerEventV1::id).distinct()).hasSize(200));
    }

    private int post(String body) {
        return WebhookSender.gitHub("/in/" + source, "issues", "d-" + test, body).statusCode();
    }

    private Response events(String id) {
        return Sender.with(key)
                .contentType(Sender.JSON)
                .body(Sender.event(id).replace("acme-1", "acme"))
                .post("/v1/events");
    }

    private int batch() {
        return RestAssured.given()
                .auth()
                .preemptive()
                .basic(key, "")
                .contentType(Sender.JSON)
                .body(
                        """
                        {"context":{"groupId":"acme"},"batch":[
                          {"type":"track","event":"Exported","userId":"u"},
                          {"type":"track","event":"Trial Started","userId":"u"}],
                         "sentAt":"%s"}
                        """
                                .formatted(Instant.now()))
                .post("/v1/batch")
                .statusCode();
    }

    private static ReplayRequestedV1 replay(RejectedEventV1 rejected) {
        return new ReplayRequestedV1(
                UUID.randomUUID(),
                rejected.id(),
                rejected.source(),
                Instant.now(),
                "dana",
                rejected.contentType(),
                rejected.body(),
                rejected.bodyBase64(),
                Objects.requireNonNull(rejected.request()));
    }

    private RejectedEventV1 onlyRejected() {
        assertThat(rejected()).hasSize(1);
        return rejected().getFirst();
    }

    private List<RejectedEventV1> rejected() {
        return TopicReader.rejected(it -> it.source().equals(source));
    }

    private List<CustomerEventV1> events() {
        return TopicReader.events(it -> it.source().equals(source));
    }

    private void configure(String document) throws IOException {
        // In one step: nobody reads half a file.
        Path draft = Files.createTempFile("replays", ".yaml");
        Files.writeString(draft, document);
        Files.move(draft, DOCUMENTS, StandardCopyOption.REPLACE_EXISTING);
    }

    private String keyed(String type) {
        return "kind: Source\nid: %s\ntype: %s\nkeys: '%s'\n"
                .formatted(source, type, KeyHash.of(key));
    }

    private String webhook(String when) {
        return """
        kind: Source
        id: %1$s
        type: webhook
        signature: github
        mapping: %1$s
        secretFiles: [secret]
        ---
        kind: WebhookMapping
        id: %1$s
        dates: {formats: [iso]}
        fields: {action: /action}
        headers: {delivery: X-GitHub-Delivery, secret: Authorization}
        itemId: delivery
        account: "'acme'"
        occurredAt: now()
        events:
        - {type: support.ticket-opened, when: "%2$s"}
        """
                .formatted(source, when);
    }
}
