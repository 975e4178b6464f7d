package io.keepwell.ingest.adapter.rest;

import static io.keepwell.ingest.Sender.event;
import static io.keepwell.ingest.Sender.post;
import static io.keepwell.ingest.Sender.postLines;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(IngestInfra.class)
class EventsIT {

    private static final SourceName CRM = new SourceName("crm");

    @Test
    void shouldHaveWrittenAnEventWhenItSaysSo() {
        Instant before = Instant.now().minusMillis(1);

        Response answer =
                post(
                        """
                        {"id":"one","accountId":"acmé-1","type":"usage.feature-used",
                         "occurredAt":"2026-01-03T10:15:28+01:00","actorId":"u-1","value":3.0,
                         "attributes":{"feature":"export"},"ignored":[1]}
                        """);

        requireReceipt(answer, 1);
        ConsumerRecord<String, byte[]> record = recordOf("one");
        CustomerEventV1 event = (CustomerEventV1) TestTopics.message(record);
        assertThat(event)
                .isEqualTo(
                        new CustomerEventV1(
                                "one",
                                CRM,
                                new AccountId("acmé-1"),
                                new EventType("usage.feature-used"),
                                Instant.parse("2026-01-03T09:15:28Z"),
                                event.receivedAt(),
                                "u-1",
                                new BigDecimal("3"),
                                new Attributes(
                                        Map.of("feature", new AttributeValue.Text("export"))),
                                null));
        assertThat(event.receivedAt()).isBetween(before, Instant.now());
        assertThat(record.key()).isEqualTo("acmé-1");
        assertThat(record.timestamp()).isEqualTo(event.receivedAt().toEpochMilli());
        assertThat(headers(record))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_specversion", "1.0",
                                "ce_id", "one",
                                "ce_source", "/sources/crm",
                                "ce_type", "io.keepwell.customer-event.accepted.v1",
                                "ce_subject", "acmé-1",
                                "ce_time", "2026-01-03T09:15:28Z",
                                "content-type", "application/json"));
    }

    @Test
    void shouldKeepAnAccountsEventsInOrder() {
        String batch =
                IntStream.range(0, 200)
                        .mapToObj(n -> event("order-" + n, "account-" + n % 7))
                        .collect(Collectors.joining(",", "[", "]"));

        requireReceipt(post(batch), 200);

        List<CustomerEventV1> written =
                TopicReader.events(event -> event.id().startsWith("order-"));
        assertThat(written).hasSize(200);
        assertThat(
                        written.stream()
                                .filter(event -> event.accountId().value().equals("account-3"))
                                .map(CustomerEventV1::id))
                .isEqualTo(
                        IntStream.range(0, 200)
                                .filter(n -> n % 7 == 3)
                                .mapToObj(n -> "order-" + n)
                                .toList());
    }

    @Test
    void shouldSayOfAllButTheLastOfAnAccountThatMoreOfTheRequestFollow() {
        String batch =
                "[%s,%s,%s]"
                        .formatted(
                                event("more-0", "more-a"),
                                event("more-1", "more-b"),
                                event("more-2", "more-a"));

        requireReceipt(post(batch), 3);

        assertThat(
                        TestTopics.records(Topic.CUSTOMER_EVENTS).stream()
                                .filter(it -> id(it).startsWith("more-"))
                                .filter(ContractRecords::doMoreFollow)
                                .map(EventsIT::id))
                .containsExactly("more-0");
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        return TestTopics.message(record).messageId();
    }

    @Test
    void shouldAcceptATypeThatNobodyKnows() {
        requireReceipt(post(event("unknown-type").replace("usage.session-started", "our.own")), 1);

        assertThat(TopicReader.events(event -> event.id().equals("unknown-type")))
                .extracting(event -> event.type().value())
                .containsExactly("our.own");
    }

    @Test
    void shouldTakeTheGoodOfABatchAndKeepTheBad() {
        String bad = "{\"id\":\"part-2\",\"accountId\":\"acme-1\",\"value\":\"x\"}";

        Response answer = post("[%s, %s ,%s]".formatted(event("part-1"), bad, event("part-3")));

        requireReceipt(answer, 2);
        assertThat(answer.jsonPath().getList("rejected.index", Integer.class))
                .containsExactly(1, 1, 1);
        assertThat(answer.jsonPath().getList("rejected.pointer", String.class))
                .containsExactlyInAnyOrder("/type", "/occurredAt", "/value");
        assertThat(answer.jsonPath().getString("rejected[0].code")).isEqualTo("invalid-field");
        assertThat(answer.jsonPath().getString("rejected[0].detail")).contains("number");
        assertThat(TopicReader.events(event -> event.id().startsWith("part-"))).hasSize(2);
        RejectedEventV1 kept = rejectedOf("part-2");
        assertThat(kept.source()).isEqualTo(CRM);
        assertThat(kept.code()).isEqualTo(RejectionCode.INVALID_FIELD);
        assertThat(kept.pointer()).isEqualTo("/value");
        assertThat(kept.detail()).contains("type", "occurredAt", "value");
        assertThat(kept.accountId()).isEqualTo("acme-1");
        assertThat(kept.contentType()).isEqualTo("application/json");
        assertThat(kept.body()).isEqualTo(bad);
    }

    @Test
    void shouldTakeACorrectionAndRefuseAWithdrawalThatDoesNotSayOfWhat() {
        String withdrawal =
                """
                {"id":"%s","accountId":"acme-1","type":"account.event-withdrawn",
                 "occurredAt":"2026-01-03T10:15:28Z"%s}
                """;

        Response answer =
                post(
                        "[%s,%s,%s]"
                                .formatted(
                                        withdrawal.formatted(
                                                "fix-1", ",\"attributes\":{\"eventId\":\"wrong\"}"),
                                        event("fix-right"),
                                        withdrawal.formatted("fix-2", "")));

        requireReceipt(answer, 2);
        assertThat(answer.jsonPath().getString("rejected[0].pointer"))
                .isEqualTo("/attributes/eventId");
        assertThat(answer.jsonPath().getString("rejected[0].code")).isEqualTo("missing-field");
        assertThat(TopicReader.events(event -> event.id().startsWith("fix-")))
                .extracting(CustomerEventV1::id)
                .containsExactlyInAnyOrder("fix-1", "fix-right");
    }

    @Test
    void shouldKeyWhatItRejectsBySource() {
        var _ = post("{\"id\":\"keyed\"}");

        assertThat(TestTopics.records(Topic.REJECTED_EVENTS))
                .filteredOn(record ->
                        TestTopics.message(record) instanceof RejectedEventV1 kept
                                && "keyed".equals(kept.eventId()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo("crm");
                    assertThat(headers(record))
                            .containsEntry("ce_type", "io.keepwell.event.rejected.v1")
                            .containsEntry("ce_source", "/keepwell/ingest");
                });
    }

    @Test
    void shouldRejectOnlyABrokenLine() {
        Response answer =
                postLines(event("line-1") + "\n{\"id\":\"line-2\"\n\n" + event("line-3") + "\n");

        requireReceipt(answer, 2);
        assertThat(answer.jsonPath().getList("rejected.index", Integer.class)).containsExactly(1);
        assertThat(answer.jsonPath().getString("rejected[0].code")).isEqualTo("malformed");
        assertThat(TopicReader.events(event -> event.id().startsWith("line-"))).hasSize(2);
        assertThat(TopicReader.rejected(kept -> "{\"id\":\"line-2\"".equals(kept.body())))
                .hasSize(1);
    }

    @Test
    void shouldAcceptNothingOfABrokenArray() {
        String body = "[%s,%s".formatted(event("broken-1"), event("broken-2"));

        requireProblem(post(body), 400, "KW-4001");

        assertThat(TopicReader.events(event -> event.id().startsWith("broken-"))).isEmpty();
        assertThat(TopicReader.rejected(kept -> body.equals(kept.body())))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.source()).isEqualTo(CRM);
                    assertThat(kept.code()).isEqualTo(RejectionCode.MALFORMED);
                });
    }

    @Test
    void shouldSayWhatIsWrongWithTheOnlyEvent() {
        Response answer =
                post(
                        event("future")
                                .replaceAll(
                                        "occurredAt\":\"[^\"]*",
                                        "occurredAt\":\""
                                                + Instant.now().plus(Duration.ofMinutes(6))));

        requireProblem(answer, 422, "KW-4221");
        assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                .containsExactly("/occurredAt");
        assertThat(rejectedOf("future").code()).isEqualTo(RejectionCode.IN_THE_FUTURE);
        assertThat(TopicReader.events(event -> event.id().equals("future"))).isEmpty();
    }

    @Test
    void shouldSayWhichEventIsWrongWhenNoneIsGood() {
        Response answer = post("[7,{\"id\":\"none\"}]");

        requireProblem(answer, 422, "KW-4221");
        assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                .containsExactly("/0", "/1/accountId", "/1/type", "/1/occurredAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void shouldNotTakeAnEmptyBody(String body) {
        requireProblem(post(body), 400, "KW-4001");
        requireProblem(postLines(body), 400, "KW-4001");
    }

    @Test
    void shouldTakeAnEmptyArray() {
        requireReceipt(post("[]"), 0);
    }

    @Test
    void shouldKeepTheBeginningOfWhatNoRecordCanHold() {
        String body = "[\"beginning\"," + "\"\u0001".repeat(700_000);

        requireProblem(post(body), 400, "KW-4001");

        assertThat(
                        TopicReader.rejected(kept ->
                                kept.body() != null && kept.body().startsWith("[\"beginning\"")))
                .singleElement()
                .satisfies(kept -> assertThat(kept.detail()).contains("beginning of its"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0xC0, 0x00})
    void shouldKeepBytesThatAreNoText(int odd) {
        byte[] body = {'{', '"', 'b', 'y', 't', 'e', 's', (byte) odd};

        requireProblem(
                Sender.with(TestSources.CRM_KEY)
                        .contentType(Sender.JSON)
                        .body(body)
                        .post("/v1/events"),
                400,
                "KW-4001");

        assertThat(TopicReader.rejected(kept -> Arrays.equals(kept.sent(), body))).hasSize(1);
    }

    @Test
    void shouldNotTakeMoreBytesThanABodyMayHave() {
        requireProblem(post("x".repeat(4 * 1024 * 1024 + 1)), 413, "KW-4131");
    }

    @Test
    void shouldNotTakeMoreBytesInPartsThanABodyMayHave() throws IOException, InterruptedException {
        byte[] body = new byte[4 * 1024 * 1024 + 100_000];
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/v1/events"
                                                .formatted(RestAssured.port)))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer " + TestSources.CRM_KEY)
                        .header("Content-Type", Sender.JSON)
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(body)))
                        .build();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("KW-4131");
        }
    }

    @Test
    void shouldNotTakeMoreEventsThanABatchMayHold() {
        requireProblem(post("[{}" + ",{}".repeat(2_500) + "]"), 413, "KW-4131");
        requireProblem(postLines("{}\n".repeat(2_501)), 413, "KW-4131");
    }

    @Test
    void shouldTakeAFullBatch() {
        String batch =
                IntStream.range(0, 2_500)
                        .mapToObj(n -> event("full-" + n, "account-" + n))
                        .collect(Collectors.joining("\n"));

        requireReceipt(postLines(batch), 2_500);

        assertThat(TopicReader.events(event -> event.id().startsWith("full-"))).hasSize(2_500);
    }

    @Test
    void shouldNotTakeAnEventThatIsTooLong() {
        requireProblem(
                post(event("long").replace("}", ",\"x\":\"" + "x".repeat(32_768) + "\"}")),
                422,
                "KW-4221");

        assertThat(rejectedOf("long").code()).isEqualTo(RejectionCode.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, identity",
        "application/xml, identity",
        "application/json;charset=utf-16, identity",
        "application/json, br",
        "application/json, 'gzip, gzip'"
    })
    void shouldNotTakeAnotherMediaTypeOrCoding(String contentType, String coding) {
        Response answer =
                Sender.with(TestSources.CRM_KEY)
                        .contentType(contentType)
                        .header("Content-Encoding", coding)
                        .body(event("typed").getBytes(StandardCharsets.UTF_8))
                        .post("/v1/events");

        requireProblem(answer, 415, "KW-4151");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer kw_nobody",
                "Bearer",
                "Bearer ",
                "Basic a3c6a3c=",
                "kw_crm-key-of-the-tests",
                "Bearerkw_crm-key-of-the-tests"
            })
    void shouldNotTakeAnythingFromSomebodyUnknown(String authorization) {
        Response answer =
                given().header("Authorization", authorization)
                        .contentType(Sender.JSON)
                        .body(event("nobody"))
                        .post("/v1/events");

        requireProblem(answer, 401, "KW-4011");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(TopicReader.events(event -> event.id().equals("nobody"))).isEmpty();
    }

    @Test
    void shouldNotTakeAnythingWithoutAKey() {
        requireProblem(
                given().contentType(Sender.JSON).body("{}").post("/v1/events"), 401, "KW-4011");
    }

    @ParameterizedTest
    @ValueSource(strings = {TestSources.ROTATING_OLD_KEY, TestSources.ROTATING_NEW_KEY})
    void shouldKnowASourceByBothItsKeys(String key) {
        String id = "rotating-" + key.hashCode();

        requireReceipt(
                Sender.with(key).contentType(Sender.JSON).body(event(id)).post("/v1/events"), 1);

        assertThat(TopicReader.events(event -> event.id().equals(id)))
                .extracting(event -> event.source().value())
                .containsExactly("rotating");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[[[",
                "{\"a\":NaN}",
                "{\"value\":1E999999999}",
                "{\"value\":1E-999999999}",
                "{\"id\":\"\\ud800\",\"id\":\"\\u0000\"}",
                "\uFEFF{}",
                "{}{}",
                "\u0000",
                "nul"
            })
    void shouldNeverFailOnWhatItIsSent(String body) {
        Response answer = post(body);

        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void shouldNotFailOnBracketsWithoutEnd() {
        requireProblem(post("[".repeat(100_000)), 400, "KW-4001");
    }

    private static void requireReceipt(Response answer, int accepted) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(accepted);
    }

    private static void requireProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }

    private static RejectedEventV1 rejectedOf(String eventId) {
        List<RejectedEventV1> kept =
                TopicReader.rejected(rejected -> eventId.equals(rejected.eventId()));
        assertThat(kept).hasSize(1);
        return kept.getFirst();
    }

    private static ConsumerRecord<String, byte[]> recordOf(String eventId) {
        var records =
                TestTopics.records(Topic.CUSTOMER_EVENTS).stream()
                        .filter(record ->
                                TestTopics.message(record) instanceof CustomerEventV1 event
                                        && event.id().equals(eventId))
                        .toList();
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .collect(
                        Collectors.toMap(
                                Header::key,
                                header -> new String(header.value(), StandardCharsets.UTF_8)));
    }
}
