package io.keepwell.ingest.adapter.intake;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.WebhookSender;
import io.keepwell.model.Topic;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.runtime.testing.TestTraces;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Whose sender records what it does, is followed on; nobody else, since no trace begins here. */
@QuarkusTest
@WithTestResource(IngestInfra.class)
class TracesIT {

    private static final String CLOUD_EVENT =
            """
            {"specversion":"1.0","id":"%s","source":"/traces","type":"x.y","subject":"acme",\
            "traceparent":"%s"}\
            """;

    private final TraceParent sender = TestTraces.sampled();

    @Test
    void shouldTellWithEveryRecordOfARequestByWhichStepItWasMade() {
        // When
        Response answer =
                followed(
                        sender,
                        () ->
                                Sender.post(
                                        "[%s,{\"id\":\"trace-bad\"}]"
                                                .formatted(Sender.event("trace-good"))));

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        Optional<TraceParent> good = event("trace-good");
        assertThat(TestTraces.follows(good, sender)).as("" + good).isTrue();
        assertThat(
                        TestTraces.causes(
                                Topic.REJECTED_EVENTS,
                                it ->
                                        TestTopics.message(it) instanceof RejectedEventV1 rejected
                                                && "trace-bad".equals(rejected.eventId())))
                .containsExactly(good);
    }

    @Test
    void shouldSayNothingWhereNobodyFollows() {
        Response plain = Sender.post(Sender.event("trace-plain"));
        Response unsampled =
                followed(
                        TestTraces.unsampled(), () -> Sender.post(Sender.event("trace-unsampled")));
        Response broken =
                given().config(Sender.PLAIN)
                        .header("Authorization", "Bearer " + TestSources.CRM_KEY)
                        .header(TraceParent.HEADER, "00-none-of-it-01")
                        .contentType(Sender.JSON)
                        .body(Sender.event("trace-broken"))
                        .post("/v1/events");

        assertThat(List.of(plain.statusCode(), unsampled.statusCode(), broken.statusCode()))
                .containsOnly(202);
        assertThat(List.of(event("trace-plain"), event("trace-unsampled"), event("trace-broken")))
                .containsOnly(Optional.empty());
    }

    @Test
    void shouldFollowCallsOfSegmentAndWhatWaitsForItsAccount() {
        followed(
                sender,
                () ->
                        Sender.with(TestSources.CRM_KEY)
                                .contentType(Sender.JSON)
                                .body(
                                        "{\"userId\":\"trace-user\",\"event\":\"E\",\"messageId\":\"trace-call\"}")
                                .post("/v1/track"));

        assertThat(TestTraces.causes(Topic.UNATTRIBUTED_EVENTS, "trace-call"))
                .singleElement()
                .matches(it -> TestTraces.follows(it, sender));
    }

    @Test
    void shouldFollowWebhooks() {
        followed(
                sender,
                () ->
                        WebhookSender.gitHub(
                                "issues",
                                "d-trace",
                                "{\"action\":\"opened\",\"issue\":{\"number\":17,\"company\":\"traced\",\"at\":\"2026-11-03T09:00:00Z\"}}"));

        assertThat(TestTraces.follows(event("d-trace/support.ticket-opened"), sender)).isTrue();
    }

    @Test
    void shouldFollowACloudEventWhichSaysItselfWhatCausedIt() {
        // When
        cloudEvent("structured", sender);
        Sender.with(TestSources.CRM_KEY)
                .header("ce-specversion", "1.0")
                .header("ce-id", "binary")
                .header("ce-source", "/traces")
                .header("ce-type", "x.y")
                .header("ce-subject", "acme")
                .header("ce-traceparent", sender.value())
                .post("/v1/events");

        // Then
        assertThat(TestTraces.follows(event("/traces#structured"), sender)).isTrue();
        assertThat(TestTraces.follows(event("/traces#binary"), sender)).isTrue();
    }

    @Test
    void shouldBelieveTheRequestBeforeTheCloudEvent() {
        followed(sender, () -> cloudEvent("both", TestTraces.sampled()));

        assertThat(TestTraces.follows(event("/traces#both"), sender)).isTrue();
    }

    @Test
    void shouldNotChooseBetweenCloudEventsThatSayDifferentThings() {
        String batch =
                "[%s,%s]"
                        .formatted(
                                CLOUD_EVENT.formatted("one", sender.value()),
                                CLOUD_EVENT.formatted("other", TestTraces.sampled().value()));

        post("application/cloudevents-batch+json", batch);

        assertThat(List.of(event("/traces#one"), event("/traces#other")))
                .containsOnly(Optional.empty());
    }

    @Test
    void shouldFollowWhatOthersWriteToKafka() {
        var inbound =
                new ProducerRecord<>(
                        Topic.INBOUND_EVENTS.topicName(),
                        "any",
                        Sender.event("trace-inbound").getBytes(UTF_8));
        inbound.headers().add(TraceParent.HEADER, sender.value().getBytes(UTF_8));

        TestTopics.send(inbound);

        await().untilAsserted(() ->
                assertThat(TestTraces.follows(event("trace-inbound"), sender)).isTrue());
    }

    private static Response cloudEvent(String id, TraceParent cause) {
        return post("application/cloudevents+json", CLOUD_EVENT.formatted(id, cause.value()));
    }

    private static Response post(String contentType, String body) {
        return Sender.with(TestSources.CRM_KEY)
                .contentType(contentType)
                .body(body.getBytes(UTF_8))
                .post("/v1/events");
    }

    private static Response followed(TraceParent by, Supplier<Response> request) {
        RestAssured.requestSpecification = given().header(TraceParent.HEADER, by.value());
        try {
            return request.get();
        } finally {
            RestAssured.requestSpecification = null;
        }
    }

    private static Optional<TraceParent> event(String id) {
        return TestTraces.causes(Topic.CUSTOMER_EVENTS, id).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not there"));
    }
}
