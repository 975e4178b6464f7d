package io.keepwell.ingest.adapter.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.key.KeyHash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sources are files: what each may send, how much, and what happens when they change. */
@QuarkusTest
@WithTestResource(IngestInfra.class)
class SourcesIT {

    private static final String LATER_KEY = "kw_later-key-of-the-tests";
    private static final Path LATER = TestSources.directory().resolve("later.yaml");

    @Test
    void shouldTakeASourceThatIsAddedChangedAndRemovedWithoutARestart() throws IOException {
        assertThat(later().statusCode()).isEqualTo(401);

        write("type: events");
        await().until(() -> later().statusCode() == 202);

        write("type: evnts");
        await().untilAsserted(() -> assertThat(problems()).isEqualTo(1));
        assertThat(later().statusCode()).as("those before stay").isEqualTo(202);

        write("type: browser");
        await().until(() -> later().statusCode() == 403);
        assertThat(problems()).isZero();

        Files.delete(LATER);
        await().until(() -> later().statusCode() == 401);
    }

    private static void write(String type) throws IOException {
        // In one step, as a mounted volume is changed: nobody reads half a file.
        Path draft = Files.createTempFile("later", ".yaml");
        Files.writeString(
                draft,
                "kind: Source\nid: later\n%s\nkeys: '%s'\n".formatted(type, KeyHash.of(LATER_KEY)));
        Files.move(draft, LATER, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static Response later() {
        return Sender.with(LATER_KEY)
                .contentType(Sender.JSON)
                .body(Sender.event("later"))
                .post("/v1/events");
    }

    private static int problems() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("keepwell_ingest_sources_problems "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSendAwayWhoSendsMoreThanTheLimitAndSayHowLong() {
        Response first = limited(3);
        Response second = limited(1);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"events\";q=3;w=3");
        assertThat(first.header("RateLimit")).matches("\"events\";r=0;t=[23]");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(second.header("RateLimit")).startsWith("\"events\";r=0;");
        assertThat(second.jsonPath().getString("code")).isEqualTo("KW-4291");
        await().until(() -> limited(1).statusCode() == 202);
    }

    private static Response limited(int events) {
        String event = Sender.event("limited");
        return Sender.with(TestSources.LIMITED_KEY)
                .contentType(Sender.JSON)
                .body("[" + (event + ",").repeat(events - 1) + event + "]")
                .post("/v1/events");
    }

    @Test
    void shouldLetAWebPageTellUsageAndNothingThatSpeaksForAnAccount() {
        Response tracked =
                pages(
                        "track",
                        "{\"event\":\"Report"
                            + " Exported\",\"userId\":\"u\",\"messageId\":\"page-1\",\"context\":{\"groupId\":\"acme\"}}");
        Response grouped =
                pages("group", "{\"groupId\":\"acme\",\"userId\":\"u\",\"messageId\":\"page-2\"}");
        Response claimed =
                pages(
                        "track",
                        "{\"event\":\"Trial"
                            + " Started\",\"userId\":\"u\",\"messageId\":\"page-3\",\"context\":{\"groupId\":\"acme\"}}");

        assertThat(tracked.statusCode()).isEqualTo(200);
        assertThat(grouped.statusCode()).isEqualTo(200);
        assertThat(claimed.statusCode()).isEqualTo(200);
        assertThat(TopicReader.events(it -> it.id().startsWith("page-")))
                .extracting(CustomerEventV1::id)
                .containsExactly("page-1");
        assertThat(TopicReader.ofUsers(it -> it.messageId().startsWith("page-"))).isEmpty();
        assertThat(TopicReader.rejected(it -> "page-2".equals(it.eventId())))
                .as("passed by, since libraries tell it by themselves")
                .isEmpty();
        assertThat(TopicReader.rejected(it -> "page-3".equals(it.eventId())))
                .extracting(RejectedEventV1::code)
                .containsExactly(RejectionCode.NOT_ALLOWED);
    }

    private static Response pages(String call, String body) {
        return given().auth()
                .preemptive()
                .basic(TestSources.PAGES_KEY, "")
                .body(body)
                .post("/v1/" + call);
    }

    @Test
    void shouldNotWaitForASlowSenderForEver() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            socket.getOutputStream()
                    .write(
                            "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: 1000\r\n\r\n{"
                                    .formatted(TestSources.CRM_KEY)
                                    .getBytes(US_ASCII));
            socket.getOutputStream().flush();

            // All that comes until the service closes the connection.
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("KW-4081");
        }
    }
}
