package io.keepwell.scoring.rejection;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.Topic;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.ReplayRequestedV1;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.adapter.postgres.RejectionStore;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.rejection.IndexedRejection;
import io.keepwell.scoring.application.rejection.RejectionPlace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ingest could not accept is found, shown, and replayed once. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class RejectedIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** When the first of a test was rejected; each of the others a second after the one before. */
    private final Instant first = begin.minus(Duration.ofDays(1));

    private final SourceName source =
            new SourceName("s-" + UUID.randomUUID().toString().substring(0, 8));

    @Inject Pool pool;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    @Inject Vertx vertx;

    @Test
    void shouldListWhatWasRejectedTheNewestFirstPageByPage() {
        index(IntStream.range(0, 7).mapToObj(this::rejection));

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonPath page =
                    json(
                            mine().queryParam("limit", 3)
                                    .queryParam("cursor", cursor)
                                    .get("/v1/rejected"));
            seen.addAll(page.getList("items.eventId", String.class));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(seen).containsExactly("e-6", "e-5", "e-4", "e-3", "e-2", "e-1", "e-0");
    }

    @Test
    void shouldTellBySourceReasonTimeAndWhetherItWasReplayed() {
        index(IntStream.range(0, 4).mapToObj(this::rejection));
        RejectedEventV1 second = rejection(1);
        assertThat(replay(second.id()).statusCode()).isEqualTo(202);

        assertThat(events(mine().queryParam("code", "not-mapped"))).containsExactly("e-2", "e-0");
        assertThat(events(mine().queryParam("since", "" + first.plusSeconds(2))))
                .containsExactly("e-3", "e-2");
        assertThat(events(mine().queryParam("replayed", "true"))).containsExactly("e-1");
        assertThat(events(mine().queryParam("replayed", "false")))
                .containsExactly("e-3", "e-2", "e-0");
        assertThat(mine().queryParam("code", "unheard-of").get("/v1/rejected").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldIndexARejectionOnceThatIngestHasWrittenTwice() {
        index(Stream.of(rejection(0), rejection(1), rejection(0), rejection(2)));

        assertThat(events(mine())).containsExactly("e-2", "e-1", "e-0");
    }

    @Test
    void shouldShowARejectionWholeToThoseWhoSeeToTheService() {
        RejectedEventV1 text = rejection(0);
        RejectedEventV1 bytes =
                new RejectedEventV1(
                        id(1),
                        source,
                        begin,
                        RejectionCode.MALFORMED,
                        null,
                        "long \0 ".repeat(200),
                        null,
                        null,
                        "text/xml",
                        null,
                        "/wA=",
                        null);
        index(Stream.of(text, bytes));

        JsonPath shown = json(asAdmin().get("/v1/rejected/" + text.id()));
        assertThat(shown.getString("rejection.code")).isEqualTo("not-mapped");
        assertThat(shown.getBoolean("rejection.replayable")).isTrue();
        assertThat(shown.getString("body")).isEqualTo(text.body());
        assertThat(shown.getString("encoding")).isEqualTo("utf-8");
        assertThat(shown.getString("request.path")).isEqualTo("/in/bugs");
        assertThat(shown.getString("request.headers.X-Topic")).isEqualTo("a");
        JsonPath other = json(asAdmin().get("/v1/rejected/" + bytes.id()));
        assertThat(other.getString("rejection.detail")).isEqualTo(bytes.detail());
        assertThat(other.getBoolean("rejection.replayable")).isFalse();
        assertThat(other.getInt("rejection.bytes")).isEqualTo(2);
        assertThat(other.getString("body")).isEqualTo("/wA=");
        assertThat(other.getString("encoding")).isEqualTo("base64");
        assertThat(other.<Object>get("request")).isNull();
        assertThat(json(mine().get("/v1/rejected")).getString("items[0].detail").length())
                .isLessThanOrEqualTo(500);
        assertThat(
                        TestTokens.as(TokenRole.CSM, "ann")
                                .get("/v1/rejected/" + text.id())
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldSayWhatIsNotThereOrNotThereAnyMore() {
        RejectedEventV1 there = rejection(0);
        index(Stream.of(there));
        change("update rejected_event set record_offset = 1000000000 where id = $1", there.id());

        Response gone = asAdmin().get("/v1/rejected/" + there.id());
        Response unknown = asAdmin().get("/v1/rejected/" + UUID.randomUUID());

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.jsonPath().getString("detail")).contains("any more");
        assertThat(replay(there.id()).statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.jsonPath().getString("detail")).contains("there is no rejection");
        assertThat(replay(UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldReplayOnceHoweverOftenAndByHowManyItIsAsked() throws Exception {
        RejectedEventV1 rejection = rejection(0);
        index(Stream.of(rejection));

        List<Integer> answers = new ArrayList<>();
        try (var callers = Executors.newFixedThreadPool(8)) {
            Callable<Integer> caller = () -> replay(rejection.id()).statusCode();
            for (Future<Integer> answer : callers.invokeAll(Collections.nCopies(8, caller))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnlyOnce(202);
        assertThat(answers).filteredOn(it -> it != 202).hasSize(7).containsOnly(409);
        await().atMost(SOON).until(() -> !replays().isEmpty());
        ReplayRequestedV1 sent = replays().getFirst();
        assertThat(sent)
                .isEqualTo(
                        new ReplayRequestedV1(
                                sent.id(),
                                rejection.id(),
                                source,
                                sent.requestedAt(),
                                sent.requestedBy(),
                                rejection.contentType(),
                                rejection.body(),
                                null,
                                rejection.request()));
        assertThat(json(mine().get("/v1/rejected")).getString("items[0].replayedBy"))
                .isEqualTo(sent.requestedBy());
    }

    @Test
    void shouldNotReplayWhatIsNotKeptWhole() {
        RejectedEventV1 cut = rejection(0, null);
        index(Stream.of(cut));

        assertThat(replay(cut.id()).statusCode()).isEqualTo(409);
        assertThat(replayAll(Map.of("source", source.value())).getInt("left")).isZero();
    }

    @Test
    void shouldReplayAllOfASourceInOrderAndEachOnce() {
        int count = 1_203;
        index(IntStream.range(0, count).mapToObj(this::rejection));
        assertThat(replay(id(5)).statusCode()).isEqualTo(202);
        change("update rejected_event set record_offset = 1000000000 where id = $1", id(7));

        JsonPath page = replayAll(Map.of("source", source.value()));
        assertThat(page.getInt("replayed")).as("of 500 one is lost").isEqualTo(499);
        assertThat(page.getInt("left")).isEqualTo(count - 501);
        TestTopics.send(rejection(count, request(), Instant.now()));
        awaitIndexed(count + 1);
        Map<String, String> next =
                Map.of("source", source.value(), "until", page.getString("until"));
        assertThat(replayAll(next).getInt("replayed")).isEqualTo(500);
        JsonPath last = replayAll(next);
        assertThat(last.getInt("replayed")).isEqualTo(count - 1_001);
        assertThat(last.getInt("left")).as("what has failed since is not taken up").isZero();
        assertThat(replayAll(next).getInt("replayed")).isZero();

        await().atMost(SOON).until(() -> replays().size() == count - 1);
        assertThat(replays().stream().skip(1).map(ReplayRequestedV1::rejectionId))
                .containsExactlyElementsOf(
                        IntStream.range(0, count)
                                .filter(n -> n != 5 && n != 7)
                                .mapToObj(this::id)
                                .toList());
        assertThat(replays().getFirst().rejectionId()).isEqualTo(id(5));
    }

    @Test
    void shouldReplayOnlyWhatIsMeant() {
        index(IntStream.range(0, 6).mapToObj(this::rejection));

        JsonPath answer =
                replayAll(
                        Map.of(
                                "source",
                                source.value(),
                                "code",
                                "not-mapped",
                                "since",
                                "" + first.plusSeconds(1),
                                "until",
                                "" + first.plusSeconds(4)));

        assertThat(answer.getInt("replayed")).isEqualTo(1);
        await().atMost(SOON).until(() -> replays().size() == 1);
        assertThat(replays().getFirst().rejectionId()).isEqualTo(id(2));
        Response none =
                asAdmin().contentType("application/json").body("{}").post("/v1/rejected/replay");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.jsonPath().getString("errors[0].detail")).isEqualTo("must name the source");
    }

    @Test
    void shouldQuarantineWhatItCannotReadAndGoOn() {
        String topic = Topic.REJECTED_EVENTS.topicName();
        TestTopics.send(
                new ProducerRecord<>(
                        topic, source.value(), "none \0".getBytes(StandardCharsets.UTF_8)));
        TestTopics.send(new ProducerRecord<>(topic, source.value(), null));
        ProducerRecord<String, byte[]> misplaced =
                ContractRecords.producerRecord(
                        new BackfillOpenedV1("run-1", 0, source, begin), begin, 0);
        TestTopics.send(
                new ProducerRecord<>(
                        topic, null, source.value(), misplaced.value(), misplaced.headers()));

        index(Stream.of(rejection(0)));

        await().atMost(SOON).until(() -> quarantined().size() == 3);
        assertThat(quarantined())
                .allMatch(it -> it.startsWith(topic + " unreadable "))
                .anyMatch(it -> it.endsWith("a record without a value"))
                .anyMatch(it -> it.endsWith("a BackfillOpenedV1 does not belong on this topic"));
        assertThat(
                        json(asAdmin().queryParam("limit", 200).get("/v1/quarantine"))
                                .getList("items.topic", String.class))
                .contains(topic);
    }

    private List<String> quarantined() {
        var found = new ArrayList<String>();
        for (Row row :
                pool.preparedQuery(
                                """
                                select topic || ' ' || reason || ' ' || detail from quarantine
                                 where record_key = $1
                                """)
                        .executeAndAwait(Tuple.of(source.value()))) {
            found.add(row.getString(0));
        }
        return found;
    }

    @Test
    void shouldFenceAFormerOwnerAndGoOnWhereItCommitted() {
        try (var stores = new OwnStores()) {
            RejectionStore former = stores.open();
            assertThat(former.take(stores.extent(0))).isZero();
            former.apply(List.of(stores.indexed(0)), List.of(), stores.next(1), begin);
            RejectionStore next = stores.open();

            assertThat(next.take(stores.extent(0))).isEqualTo(1);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() ->
                            former.apply(
                                    List.of(stores.indexed(1)), List.of(), stores.next(2), begin))
                    .withMessageStartingWith("fenced");
            assertThat(events(mine())).containsExactly("e-0");
            next.apply(List.of(stores.indexed(1)), List.of(), stores.next(2), begin);
            assertThat(events(mine())).containsExactly("e-1", "e-0");
        }
    }

    @Test
    void shouldGoOnWithWhatTheTopicStillHoldsAndWithATopicMadeAnew() {
        try (var stores = new OwnStores()) {
            RejectionStore store = stores.open();
            store.take(stores.extent(0));
            store.apply(List.of(stores.indexed(0)), List.of(), stores.next(1), begin);

            assertThat(stores.open().take(stores.extent(5))).isEqualTo(5);

            stores.topicId = UUID.randomUUID();
            assertThat(stores.open().take(stores.extent(0))).isZero();
        }
    }

    @Test
    void shouldForgetWhatTheTopicForgets() {
        Instant month = begin.minus(Duration.ofDays(30));
        try (var stores = new OwnStores()) {
            RejectionStore store = stores.open();
            store.take(stores.extent(0));
            store.apply(
                    List.of(
                            stores.indexed(rejection(0, request(), month.minusSeconds(1))),
                            stores.indexed(rejection(1, request(), month.plusSeconds(60)))),
                    List.of(),
                    stores.next(2),
                    begin);

            assertThat(store.expire(begin)).isPositive();
        }
        assertThat(events(mine())).containsExactly("e-1");
    }

    /** Stores on a partition of their own, which the service does not read. */
    private final class OwnStores implements AutoCloseable {

        private final int partition = 1_000 + new Random().nextInt(1_000_000);
        private final List<SqlConnection> opened = new ArrayList<>();
        private UUID topicId = UUID.randomUUID();

        RejectionStore open() {
            SqlConnection connection =
                    Await.result(
                            OwnConnections.of(
                                            vertx,
                                            config,
                                            scoring.database(),
                                            scoring.databasePassword())
                                    .get(),
                            SOON);
            opened.add(connection);
            return new RejectionStore(connection, topicId, SOON);
        }

        Takeover.Extent extent(long first) {
            return new Takeover.Extent(partition, first, 10);
        }

        Map<Integer, Long> next(long offset) {
            return Map.of(partition, offset);
        }

        IndexedRejection indexed(int number) {
            return indexed(rejection(number));
        }

        IndexedRejection indexed(RejectedEventV1 rejection) {
            return new IndexedRejection(
                    new RejectionPlace(rejection.id(), partition, 0), rejection);
        }

        @Override
        public void close() {
            opened.forEach(it -> Await.result(it.close(), SOON));
        }
    }

    private void index(Stream<RejectedEventV1> rejections) {
        RejectedEventV1[] sent = rejections.toArray(RejectedEventV1[]::new);
        TestTopics.send(sent);
        awaitIndexed((int) Stream.of(sent).map(RejectedEventV1::id).distinct().count());
    }

    private void awaitIndexed(int count) {
        await().atMost(SOON)
                .until(() ->
                        number(
                                        "select count(*) from rejected_event where source = $1",
                                        source.value())
                                == count);
    }

    private RequestSpecification mine() {
        return asAdmin().queryParam("source", source.value());
    }

    private List<String> events(RequestSpecification asked) {
        return json(asked.get("/v1/rejected")).getList("items.eventId", String.class);
    }

    private static Response replay(UUID id) {
        return asAdmin().post("/v1/rejected/%s/replay".formatted(id));
    }

    private static JsonPath replayAll(Map<String, String> wish) {
        return json(
                asAdmin().contentType("application/json").body(wish).post("/v1/rejected/replay"));
    }

    private static JsonPath json(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private RejectedEventV1 rejection(int number) {
        return rejection(number, request());
    }

    private RejectedEventV1 rejection(int number, @Nullable SentRequest request) {
        return rejection(number, request, first.plusSeconds(number));
    }

    private SentRequest request() {
        return new SentRequest("/in/bugs", Map.of("X-Topic", "a"), begin, null);
    }

    private RejectedEventV1 rejection(int number, @Nullable SentRequest request, Instant at) {
        return new RejectedEventV1(
                id(number),
                source,
                at,
                number % 2 == 0 ? RejectionCode.NOT_MAPPED : RejectionCode.MISSING_FIELD,
                "/at",
                "no reason",
                "e-" + number,
                "acme",
                "application/json",
                "{\"number\":%d,\"name\":\"é\"}".formatted(number),
                null,
                request);
    }

    private UUID id(int number) {
        return UUID.nameUUIDFromBytes((source + "/" + number).getBytes(StandardCharsets.UTF_8));
    }

    private List<ReplayRequestedV1> replays() {
        return TestTopics.messages(Topic.REPLAYS).stream()
                .map(ReplayRequestedV1.class::cast)
                .filter(it -> it.source().equals(source))
                .toList();
    }

    private void change(String sql, Object argument) {
        var _ = pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(SOON);
    }

    private long number(String sql, Object argument) {
        for (Row row : pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(SOON)) {
            return row.getLong(0);
        }
        return 0;
    }
}
