package io.keepwell.ingest.adapter.rest;

import static io.keepwell.ingest.Sender.event;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.runtime.testing.OpenApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and other teams rely on: the interface's description, health, metrics. */
@QuarkusTest
@WithTestResource(IngestInfra.class)
class OperationsIT {

    private static final String IN_FLIGHT = "keepwell_ingest_inflight_bytes";

    @Test
    void shouldBeDescribedByTheCommittedFile() throws IOException {
        OpenApi.requireAsCommitted();
    }

    @Test
    void shouldBeReadyWhileKafkaIs() {
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCountBySourceAndReason() {
        double acceptedBefore = metric("keepwell_ingest_events_accepted_total{source=\"desk\"}");
        double rejectedBefore =
                metric(
                        "keepwell_ingest_events_rejected_total{reason=\"missing-field\",source=\"desk\"}");

        var _ =
                Sender.with(TestSources.DESK_KEY)
                        .contentType(Sender.JSON)
                        .body("[%s,%s,{}]".formatted(event("m-1"), event("m-2")))
                        .post("/v1/events");

        assertThat(metric("keepwell_ingest_events_accepted_total{source=\"desk\"}"))
                .isEqualTo(acceptedBefore + 2);
        assertThat(
                        metric(
                                "keepwell_ingest_events_rejected_total{reason=\"missing-field\",source=\"desk\"}"))
                .isEqualTo(rejectedBefore + 1);
        assertThat(metric("keepwell_ingest_request_size_bytes_count{source=\"desk\"}"))
                .isPositive();
        assertThat(metric(IN_FLIGHT)).isZero();
    }

    @Test
    void shouldPublishWhatIsOnTheTopicsWithEverySchemaThatItNames() {
        Response document = given().get("/contract/asyncapi.yaml");

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.contentType()).startsWith("application/yaml");
        List<String> schemas =
                Pattern.compile("schemas/[a-z0-9.-]+\\.json")
                        .matcher(document.asString())
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .toList();
        assertThat(schemas).hasSizeGreaterThan(10);
        assertThat(schemas)
                .allSatisfy(schema ->
                        assertThat(given().get("/contract/" + schema).jsonPath().getString("$id"))
                                .isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.json", "..%2Fasyncapi.yaml", "customer-event.v1"})
    void shouldPublishNothingElse(String name) {
        assertThat(given().urlEncodingEnabled(false).get("/contract/schemas/" + name).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xchunked",
                "identity",
                "chunked, identity",
                "chunked, chunked",
                "chunked\r\nTransfer-Encoding: identity"
            })
    void shouldTakeNothingFromBehindARequestWhoseEndIsUnsure(String coding) throws IOException {
        String head =
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                                .formatted(TestSources.DESK_KEY)
                        + "Content-Type: application/json\r\n";
        String hidden = event("hidden");
        String accepted = "keepwell_ingest_events_accepted_total{source=\"desk\"}";
        double before = metric(accepted);
        String requests =
                "%sTransfer-Encoding: %s\r\nContent-Length: 5\r\n\r\n0\r\n\r\n%sContent-Length: %d\r\n\r\n%s"
                        .formatted(head, coding, head, hidden.length(), hidden);

        String answers;
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }

        assertThat(answers).startsWith("HTTP/1.1 400").contains("KW-4001").doesNotContain(" 202 ");
        // Behind what was hidden, on the same partition.
        assertThat(
                        Sender.with(TestSources.DESK_KEY)
                                .contentType(Sender.JSON)
                                .body(event("seen"))
                                .post("/v1/events")
                                .statusCode())
                .isEqualTo(202);
        assertThat(metric(accepted)).isEqualTo(before + 1);
    }

    @Test
    void shouldForgetASenderThatGoesAway() throws IOException {
        String head =
                """
                POST /v1/events HTTP/1.1
                Host: a
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: 100000

                [\
                """
                        .formatted(TestSources.DESK_KEY)
                        .replace("\n", "\r\n");
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(10)).until(() -> metric(IN_FLIGHT) == 100_000);
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> metric(IN_FLIGHT) == 0);
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
