package io.keepwell.ingest.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the SDK of CloudEvents writes, and what their bindings say beyond it. */
@QuarkusTest
@WithTestResource(IngestInfra.class)
class CloudEventsIT {

    private static final String EVENTS = "/v1/events";
    private static final EventFormat JSON =
            Objects.requireNonNull(
                    EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE));

    @Test
    void shouldTakeWhatTheSdkWritesInBinaryMode() throws Exception {
        CloudEvent event = event("binary", "acme 1");

        assertThat(send(writer -> writer.writeBinary(event)).statusCode()).isEqualTo(202);

        requireWritten("binary", "acme 1", event);
    }

    @Test
    void shouldReadHeadersThatArePercentEncoded() {
        Response answer =
                Sender.with(TestSources.CRM_KEY)
                        .header("CE-SpecVersion", "1.0")
                        .header("ce-id", "encoded")
                        .header("ce-source", "/tests")
                        .header("ce-type", "x.y")
                        .header("ce-subject", "acm%C3%A9%201")
                        .post(EVENTS);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(TopicReader.events(it -> it.id().equals("/tests#encoded")))
                .extracting(it -> it.accountId().value())
                .containsExactly("acmé 1");
    }

    @Test
    void shouldTakeWhatTheSdkWritesInStructuredMode() throws Exception {
        CloudEvent event = event("structured", "acmé 1");

        assertThat(send(writer -> writer.writeStructured(event, JSON)).statusCode()).isEqualTo(202);

        requireWritten("structured", "acmé 1", event);
    }

    @Test
    void shouldTakeWhatTheSdkWritesAsABatch() {
        String batch =
                new String(JSON.serialize(event("batch-1", "a")), StandardCharsets.UTF_8)
                        + ","
                        + new String(JSON.serialize(event("batch-2", "b")), StandardCharsets.UTF_8);

        Response answer =
                post("application/cloudevents-batch+json; charset=utf-8", "[" + batch + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(2);
        assertThat(TopicReader.events(it -> it.id().startsWith("/tests#batch-"))).hasSize(2);
        assertThat(post("application/cloudevents-batch+json", "[]").statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+xml",
                "application/cloudevents",
                "application/cloudevents-batch+avro",
                "application/cloudevents+json; charset=utf-16"
            })
    void shouldNotKnowOtherFormats(String contentType) {
        assertThat(post(contentType, "{}").statusCode()).isEqualTo(415);
    }

    @Test
    void shouldTakeAKeyInTheAddress() {
        assertThat(
                        given().config(Sender.PLAIN)
                                .header("Content-Type", "application/cloudevents+json")
                                .body(JSON.serialize(event("in-address", "a")))
                                .post(EVENTS + "?access_token=" + TestSources.CRM_KEY)
                                .statusCode())
                .isEqualTo(202);
        assertThat(
                        given().config(Sender.PLAIN)
                                .header("Content-Type", "application/cloudevents+json")
                                .body(JSON.serialize(event("in-address", "a")))
                                .post(EVENTS + "?access_token=nobodys")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldAllowASenderThatAsksWhetherToSend() {
        Response allowed =
                given().header("WebHook-Request-Origin", "eventgrid.azure.net")
                        .header("WebHook-Request-Rate", "120")
                        .options(EVENTS);

        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.header("WebHook-Allowed-Origin")).isEqualTo("eventgrid.azure.net");
        assertThat(allowed.header("WebHook-Allowed-Rate")).isEqualTo("*");
        assertThat(allowed.header("Allow")).contains("POST");
        assertThat(given().options(EVENTS).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldKeepWhatItRejectsWithItsAttributes() {
        Response answer =
                Sender.with(TestSources.CRM_KEY)
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "kept")
                        .header("ce-source", "/tests")
                        .header("ce-type", "usage.feature-used")
                        .header("ce-subject", "%C0%A0")
                        .contentType("application/json")
                        .body("{\"feature\":\"x\"}")
                        .post(EVENTS);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors.pointer")).contains("/subject");
        RejectedEventV1 kept =
                TopicReader.rejected(it -> "/tests#kept".equals(it.eventId())).getFirst();
        assertThat(kept.contentType()).isEqualTo("application/cloudevents+json");
        assertThat(kept.code()).isEqualTo(RejectionCode.INVALID_FIELD);
        assertThat(Objects.requireNonNull(kept.body()))
                .contains("\"subject\":\"%C0%A0\"", "\"data_base64\"");
    }

    @Test
    void shouldKeepWhatABackfillRunRejectsWithItsAttributes() {
        Response answer =
                Sender.with(TestSources.CRM_KEY)
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "of-run")
                        .header("ce-source", "/tests")
                        .header("ce-type", "x.y")
                        .header("ce-subject", "a")
                        .post(EVENTS + "?backfill=nobodys");

        assertThat(answer.statusCode()).isEqualTo(422);
        RejectedEventV1 kept =
                TopicReader.rejected(it -> "/tests#of-run".equals(it.eventId())).getFirst();
        assertThat(Objects.requireNonNull(kept.body())).contains("\"subject\":\"a\"");
    }

    @Test
    void shouldWantTheAccountOfEveryEventOfARun() {
        String run =
                Sender.with(TestSources.CRM_KEY).post("/v1/backfills").jsonPath().getString("id");
        Response answer =
                Sender.with(TestSources.CRM_KEY)
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "no-account")
                        .header("ce-source", "/tests")
                        .header("ce-type", "x.y")
                        .header("ce-actorid", "u")
                        .post(EVENTS + "?backfill=" + run);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].detail")).contains("account");
    }

    @Test
    void shouldSayThatTheVersionIsMissing() {
        Response answer =
                Sender.with(TestSources.CRM_KEY)
                        .header("ce-id", "1")
                        .header("ce-source", "/tests")
                        .header("ce-type", "x.y")
                        .header("ce-subject", "a")
                        .post(EVENTS);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly("/specversion");
    }

    private static Response post(String contentType, String body) {
        return given().config(Sender.PLAIN)
                .header("Authorization", "Bearer " + TestSources.CRM_KEY)
                .header("Content-Type", contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(EVENTS);
    }

    private static CloudEvent event(String id, String account) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/tests"))
                .withType("com.acme.usage.feature-used")
                .withSubject(account)
                .withTime(OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS))
                .withData(
                        "application/json",
                        "{\"feature\":\"export €\",\"userId\":\"u-1\",\"value\":3}"
                                .getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static void requireWritten(String id, String account, CloudEvent event) {
        CustomerEventV1 written =
                TopicReader.events(it -> it.id().equals("/tests#" + id)).getFirst();
        assertThat(written.accountId().value()).isEqualTo(account);
        assertThat(written.type().value()).isEqualTo("usage.feature-used");
        assertThat(written.actorId()).isEqualTo("u-1");
        assertThat(written.value()).isEqualByComparingTo("3");
        assertThat(written.occurredAt())
                .isEqualTo(Objects.requireNonNull(event.getTime()).toInstant());
        assertThat(written.attributes())
                .isEqualTo(new Attributes(Map.of("feature", new AttributeValue.Text("export €"))));
    }

    /** Sends with nothing between the SDK and the wire. */
    private static HttpResponse<String> send(java.util.function.Consumer<MessageWriter<?, ?>> write)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + EVENTS))
                        .header("Authorization", "Bearer " + TestSources.CRM_KEY);
        var body = new AtomicReference<byte[]>(new byte[0]);
        write.accept(HttpMessageFactory.createWriter(request::header, body::set));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            List.of(body.get()).getFirst()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
