package io.keepwell.ingest.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.UnattributedEventV1;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(IngestInfra.class)
class SegmentIT {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/import", "/v1/import/", "//v1/import/", "/v1/b"})
    void shouldTakeABatchUnderEveryPathThatLibrariesUse(String path) throws Exception {
        String id = "batch-" + path.replace('/', '-');

        HttpResponse<String> answer =
                plainPost(
                        path,
                        "application/json",
                        """
                        {"batch":[{"type":"track","userId":"u","event":"E","messageId":"%s",
                                   "context":{"groupId":"acme"}}]}
                        """
                                .formatted(id));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        assertThat(TopicReader.events(it -> it.id().equals(id)))
                .extracting(
                        it -> it.accountId().value(),
                        it -> it.type().value(),
                        it -> it.source().value())
                .containsExactly(tuple("acme", "usage.feature-used", "crm"));
    }

    @ParameterizedTest
    @CsvSource({
        "track, usage.feature-used",
        "t, usage.feature-used",
        "page, usage.page-viewed",
        "p, usage.page-viewed",
        "screen, usage.page-viewed",
        "s, usage.page-viewed",
        "identify, relationship.contact-identified",
        "i, relationship.contact-identified",
        "group, account.updated",
        "g, account.updated",
    })
    void shouldTakeEachCall(String path, String type) {
        String id = "call-" + path;

        Response answer =
                basic(TestSources.CRM_KEY + ":")
                        .body(
                                "{\"userId\":\"u\",\"groupId\":\"acme\",\"event\":\"E\",\"name\":\"N\",\"messageId\":\"%s\",\"context\":{\"groupId\":\"acme\"}}"
                                        .formatted(id))
                        .post("/v1/" + path);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(TopicReader.events(it -> it.id().equals(id)))
                .extracting(it -> it.type().value())
                .containsExactly(type);
    }

    @Test
    void shouldLeaveToItsUserWhatNamesNoAccountAndTellWhoTheUserIs() {
        post("track", "{\"anonymousId\":\"who-a\",\"event\":\"E\",\"messageId\":\"who-1\"}");
        post(
                "identify",
                "{\"anonymousId\":\"who-a\",\"userId\":\"who-u\",\"messageId\":\"who-2\"}");
        post("group", "{\"userId\":\"who-u\",\"groupId\":\"who-acme\",\"messageId\":\"who-3\"}");
        post("alias", "{\"previousId\":\"who-b\",\"userId\":\"who-u\",\"messageId\":\"who-4\"}");

        assertThat(TopicReader.ofUsers(it -> it.messageId().startsWith("who-")))
                .extracting(
                        it -> it.getClass().getSimpleName(),
                        it -> it.messageId(),
                        it -> it.messageKey())
                .containsExactlyInAnyOrder(
                        tuple(UnattributedEventV1.class.getSimpleName(), "who-1", "who-a"),
                        tuple(UnattributedEventV1.class.getSimpleName(), "who-2", "who-u"),
                        tuple(IdentityMergedV1.class.getSimpleName(), "who-2.merge", "who-a"),
                        tuple(IdentityLinkedV1.class.getSimpleName(), "who-3.link", "who-u"),
                        tuple(IdentityMergedV1.class.getSimpleName(), "who-4", "who-b"));
        assertThat(TopicReader.events(it -> it.id().startsWith("who-")))
                .extracting(CustomerEventV1::id)
                .containsExactly("who-3");
    }

    private static void post(String call, String body) {
        assertThat(basic(TestSources.CRM_KEY + ":").body(body).post("/v1/" + call).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldKnowAKeyWhereverALibraryWritesIt() {
        String body = "{\"userId\":\"u\",\"event\":\"E\"}";

        assertThat(basic(TestSources.CRM_KEY + ":").body(body).post("/v1/track").statusCode())
                .isEqualTo(200);
        assertThat(basic(TestSources.CRM_KEY).body(body).post("/v1/track").statusCode())
                .isEqualTo(200);
        assertThat(
                        given().header("Authorization", "Bearer " + TestSources.CRM_KEY)
                                .body(body)
                                .post("/v1/track")
                                .statusCode())
                .isEqualTo(200);
        assertThat(given().body(withKey(TestSources.CRM_KEY)).post("/v1/track").statusCode())
                .isEqualTo(200);
        assertThat(
                        given().header("Authorization", "Bearer of-another-issuer")
                                .body(withKey(TestSources.CRM_KEY))
                                .post("/v1/track")
                                .statusCode())
                .isEqualTo(200);
    }

    private static String withKey(String key) {
        return "{\"userId\":\"u\",\"event\":\"E\",\"writeKey\":\"%s\"}".formatted(key);
    }

    @Test
    void shouldAnswerAFailureInTheWordsThatLibrariesRead() {
        Response none = given().body("{\"userId\":\"u\",\"event\":\"E\"}").post("/v1/track");
        Response unknown = given().body(withKey("nobodys")).post("/v1/track");
        Response broken = basic(TestSources.CRM_KEY + ":").body("{\"userId\"").post("/v1/track");

        assertThat(List.of(none, unknown, broken))
                .allSatisfy(it -> {
                    assertThat(it.contentType()).startsWith("application/json");
                    assertThat(it.jsonPath().getBoolean("success")).isFalse();
                    assertThat(it.jsonPath().getString("code")).startsWith("KW-");
                    assertThat(it.jsonPath().getString("message")).isNotBlank();
                    assertThat(it.jsonPath().getString("error")).isNotBlank();
                });
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(TopicReader.rejected(it -> "{\"userId\"".equals(it.body()))).hasSize(1);
    }

    @Test
    void shouldKeepWhatItDoesNotTakeAndSayWhichItIs() {
        String batch =
                """
                {"batch":[{"type":"track","userId":"u","event":"E","messageId":"some-1"},
                          {"type":"track","event":"E","messageId":"some-2"}]}\
                """;

        Response answer = basic(TestSources.CRM_KEY + ":").body(batch).post("/v1/batch");
        Response strict =
                basic(TestSources.CRM_KEY + ":")
                        .header("X-Strict-Mode", "1")
                        .body(batch)
                        .post("/v1/batch");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getBoolean("success")).isFalse();
        assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(1);
        assertThat(answer.jsonPath().getInt("rejected[0].index")).isEqualTo(1);
        assertThat(answer.jsonPath().getString("rejected[0].pointer")).isEqualTo("/userId");
        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.jsonPath().getString("code")).isEqualTo("KW-4221");
        assertThat(strict.jsonPath().getString("message"))
                .isEqualTo(strict.jsonPath().getString("error"))
                .startsWith("not all calls were accepted");
        assertThat(strict.jsonPath().getInt("accepted")).isEqualTo(1);
        assertThat(TopicReader.rejected(it -> "some-2".equals(it.eventId())))
                .extracting(RejectedEventV1::body)
                .as("a batch of this one call")
                .containsOnly(
                        "{\"batch\":[{\"type\":\"track\",\"event\":\"E\",\"messageId\":\"some-2\"}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=UTF-8",
                "text/plain",
                "application/x-www-form-urlencoded"
            })
    void shouldUnpackWhatIsPackedWhateverItClaimsToBe(String contentType) throws Exception {
        String id = "zip-" + contentType.hashCode();
        byte[] body =
                gzip(
                        "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"messageId\":\"%s\",\"context\":{\"groupId\":\"acme\"}}]}"
                                .formatted(id));
        HttpRequest request =
                HttpRequest.newBuilder(uri("/v1/batch"))
                        .header("Authorization", authorization(TestSources.CRM_KEY + ":"))
                        .header("Content-Type", contentType)
                        .header("Content-Encoding", "gzip")
                        // Without a length.
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(body)))
                        .build();

        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(TopicReader.events(it -> it.id().equals(id))).hasSize(1);
    }

    @Test
    void shouldNotUnpackMoreThanABodyMayBe() throws Exception {
        byte[] bomb = gzip("0".repeat(50_000_000));

        HttpResponse<String> answer = packed(bomb);

        assertThat(bomb.length).isLessThan(100_000);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at most 4194304 bytes");
    }

    @Test
    void shouldSayThatABodyIsNotPackedAsItClaims() throws Exception {
        byte[] whole = gzip("{\"batch\":[]}");

        assertThat(packed("{\"batch\":[]}".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
        assertThat(packed(Arrays.copyOf(whole, whole.length - 9)).statusCode()).isEqualTo(400);
        assertThat(packed(whole).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotUnpackMoreThanOneMember() throws Exception {
        byte[] empty = gzip("");
        var many = new ByteArrayOutputStream();
        for (int n = 0; n < 20_000; n++) {
            many.write(empty);
        }

        assertThat(packed(many.toByteArray()).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayThatABodyIsTooLongInTheWordsThatLibrariesRead() {
        Response answer =
                basic(TestSources.CRM_KEY + ":").body(" ".repeat(4_194_305)).post("/v1/batch");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).contains("at most 4194304 bytes");
    }

    @Test
    void shouldNotKeepAKeyWithWhatItRejects() {
        var _ =
                given().body(
                                "{\"userId\":\"u\",\"messageId\":\"masked\",\"writeKey\":\"%s\"}"
                                        .formatted(TestSources.CRM_KEY))
                        .post("/v1/track");

        assertThat(TopicReader.rejected(it -> "masked".equals(it.eventId())))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.body())
                                .contains("\"writeKey\":\"***")
                                .doesNotContain(TestSources.CRM_KEY));
    }

    /** Announced and never sent: what strangers promise must not take anybody's room. */
    @Test
    void shouldFindRoomForOthersWhateverStrangersAnnounce() throws Exception {
        var strangers = new ArrayList<Socket>();
        try {
            for (int n = 0; n < 40; n++) {
                var socket = new Socket("localhost", RestAssured.port);
                strangers.add(socket);
                socket.getOutputStream()
                        .write(
                                "POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Length: 512000\r\n\r\n{"
                                        .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }

            assertThat(
                            basic(TestSources.CRM_KEY + ":")
                                    .body("{\"batch\":[]}")
                                    .post("/v1/batch")
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(given().body(withKey(TestSources.CRM_KEY)).post("/v1/track").statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : strangers) {
                socket.close();
            }
        }
    }

    private static HttpResponse<String> packed(byte[] body) throws Exception {
        return send(
                HttpRequest.newBuilder(uri("/v1/batch"))
                        .header("Authorization", authorization(TestSources.CRM_KEY + ":"))
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build());
    }

    @Test
    void shouldTakeMoreFromWhoShowsTheKeyBeforeTheBody() {
        String pad = " ".repeat(600 * 1024);

        assertThat(
                        basic(TestSources.CRM_KEY + ":")
                                .body("{\"batch\":[]" + pad + "}")
                                .post("/v1/batch")
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        given().body(
                                        "{\"batch\":[],\"writeKey\":\""
                                                + TestSources.CRM_KEY
                                                + "\""
                                                + pad
                                                + "}")
                                .post("/v1/batch")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldLetLibrariesInBrowsersSendFromAnyPage() throws Exception {
        HttpResponse<String> asked =
                send(
                        HttpRequest.newBuilder(uri("/v1/t"))
                                .header("Origin", "https://app.acme.example")
                                .header("Access-Control-Request-Method", "POST")
                                .header(
                                        "Access-Control-Request-Headers",
                                        "authorization,content-type,x-retry-count")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                                .build());
        HttpResponse<String> refused =
                send(
                        HttpRequest.newBuilder(uri("/v1/t"))
                                .header("Origin", "https://app.acme.example")
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build());

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(
                        asked.headers()
                                .firstValue("Access-Control-Allow-Headers")
                                .orElse("")
                                .toLowerCase(Locale.ROOT))
                .contains("authorization", "content-type", "x-retry-count");
        assertThat(List.of(asked, refused))
                .allSatisfy(it ->
                        assertThat(it.headers().firstValue("Access-Control-Allow-Origin"))
                                .hasValueSatisfying(origin ->
                                        assertThat(origin).isIn("*", "https://app.acme.example")));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .containsIgnoringCase("Retry-After");
    }

    @Test
    void shouldTellTheLibraryInABrowserToSendHere() {
        Response settings = given().get("/v1/projects/" + TestSources.CRM_KEY + "/settings");

        assertThat(settings.statusCode()).isEqualTo(200);
        assertThat(settings.jsonPath().getMap("integrations.'Segment.io'"))
                .containsEntry("apiKey", TestSources.CRM_KEY)
                .containsEntry("apiHost", "localhost:%d/v1".formatted(RestAssured.port))
                .containsEntry("protocol", "http");
        assertThat(settings.jsonPath().getInt("metrics.sampleRate")).isZero();
        assertThat(
                        given().header("X-Forwarded-Host", "in.acme.example")
                                .header("X-Forwarded-Proto", "https")
                                .get("/v1/projects/" + TestSources.CRM_KEY + "/settings")
                                .jsonPath()
                                .getMap("integrations.'Segment.io'"))
                .containsEntry("apiHost", "in.acme.example/v1")
                .containsEntry("protocol", "https");
        assertThat(given().get("/v1/projects/nobodys/settings").statusCode()).isEqualTo(401);
        assertThat(
                        given().contentType("text/plain")
                                .body("{\"series\":[]}")
                                .post("/v1/m")
                                .statusCode())
                .isEqualTo(200);
    }

    private static RequestSpecification basic(String credentials) {
        return given().header("Authorization", authorization(credentials));
    }

    private static String authorization(String credentials) {
        return "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> plainPost(String path, String contentType, String body)
            throws Exception {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", authorization(TestSources.CRM_KEY + ":"))
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
