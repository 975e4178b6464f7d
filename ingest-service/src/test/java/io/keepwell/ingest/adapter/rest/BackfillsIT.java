package io.keepwell.ingest.adapter.rest;

import static io.keepwell.ingest.Sender.event;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.keepwell.model.Topic;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.message.Message;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(IngestInfra.class)
class BackfillsIT {

    @Test
    void shouldStandBetweenItsMarksOnEveryPartition() {
        String run = opened(open(TestSources.CRM_KEY));

        Response sent =
                Sender.with(TestSources.CRM_KEY)
                        .contentType(Sender.NDJSON)
                        .body(
                                IntStream.range(0, 100)
                                        .mapToObj(n -> event("run-" + n, "run-account-" + n))
                                        .collect(Collectors.joining("\n")))
                        .post("/v1/events?backfill=" + run);
        Response closed = close(TestSources.CRM_KEY, run);

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(closed.statusCode()).isEqualTo(202);
        assertThat(closed.jsonPath().getString("id")).isEqualTo(run);
        Map<Integer, List<Message>> byPartition = messagesOf(run);
        assertThat(byPartition).hasSize(IngestInfra.PARTITIONS);
        byPartition.forEach((partition, messages) -> {
            assertThat(messages.getFirst())
                    .isInstanceOfSatisfying(
                            BackfillOpenedV1.class,
                            mark -> assertThat(mark.partition()).isEqualTo(partition));
            assertThat(messages.getLast())
                    .isInstanceOfSatisfying(
                            BackfillClosedV1.class,
                            mark -> assertThat(mark.partition()).isEqualTo(partition));
            assertThat(messages.subList(1, messages.size() - 1))
                    .isNotEmpty()
                    .allMatch(CustomerEventV1.class::isInstance);
        });
        assertThat(byPartition.values().stream().mapToInt(List::size).sum())
                .isEqualTo(100 + 2 * IngestInfra.PARTITIONS);
    }

    @Test
    void shouldNotLetReadersWaitForTheRestOfARequest() {
        String run = opened(open(TestSources.CRM_KEY));
        String batch = event("unhurried-1", "unhurried") + "\n" + event("unhurried-2", "unhurried");

        Response sent =
                Sender.with(TestSources.CRM_KEY)
                        .contentType(Sender.NDJSON)
                        .body(batch)
                        .post("/v1/events?backfill=" + run);

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(TestTopics.records(Topic.CUSTOMER_EVENTS))
                .filteredOn(record -> "unhurried".equals(record.key()))
                .hasSize(2)
                .noneMatch(ContractRecords::doMoreFollow);
    }

    @Test
    void shouldCloseARunAgainWithoutHarm() {
        String run = opened(open(TestSources.CRM_KEY));
        assertThat(close(TestSources.CRM_KEY, run).statusCode()).isEqualTo(202);

        assertThat(close(TestSources.CRM_KEY, run).statusCode()).isEqualTo(202);

        assertThat(messagesOf(run).values())
                .allSatisfy(messages ->
                        assertThat(
                                        messages.stream()
                                                .filter(BackfillClosedV1.class::isInstance)
                                                .map(Message::messageId)
                                                .distinct())
                                .hasSize(1));
    }

    @Test
    void shouldGiveTheSameKeyTheSameRun() {
        String run = opened(openAs("import-7"));

        assertThat(opened(openAs("import-7"))).isEqualTo(run);
        assertThat(opened(openAs("import-8"))).isNotEqualTo(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "naïve"})
    void shouldNotTakeAnyTextForAKey(String key) {
        assertThat(openAs(key).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRejectEventsOfARunThatAnotherSourceOpened() {
        String run = opened(open(TestSources.DESK_KEY));

        Response answer =
                Sender.with(TestSources.CRM_KEY)
                        .contentType(Sender.JSON)
                        .body(event("foreign"))
                        .post("/v1/events?backfill=" + run);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].detail")).contains(run);
        assertThat(TopicReader.rejected(kept -> "foreign".equals(kept.eventId())))
                .extracting(kept -> kept.code())
                .containsExactly(RejectionCode.BACKFILL_NOT_OPEN);
        assertThat(TopicReader.events(event -> event.id().equals("foreign"))).isEmpty();
    }

    @Test
    void shouldNotCloseARunThatAnotherSourceOpened() {
        String run = opened(open(TestSources.DESK_KEY));

        Response answer = close(TestSources.CRM_KEY, run);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-4041");
    }

    @Test
    void shouldOpenAndCloseNothingForSomebodyUnknown() {
        assertThat(given().post("/v1/backfills").statusCode()).isEqualTo(401);
        assertThat(given().post("/v1/backfills/x/close").statusCode()).isEqualTo(401);
    }

    private static Response open(String key) {
        return Sender.with(key).post("/v1/backfills");
    }

    private static Response openAs(String idempotencyKey) {
        return Sender.with(TestSources.CRM_KEY)
                .header("Idempotency-Key", idempotencyKey)
                .post("/v1/backfills");
    }

    private static Response close(String key, String run) {
        return Sender.with(key).post("/v1/backfills/%s/close".formatted(run));
    }

    private static String opened(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("id");
    }

    /** What is on each partition about a run, in order. */
    private static Map<Integer, List<Message>> messagesOf(String run) {
        var byPartition = new TreeMap<Integer, List<Message>>();
        for (var record : TestTopics.records(Topic.CUSTOMER_EVENTS)) {
            Message message = TestTopics.message(record);
            boolean ours =
                    switch (message) {
                        case BackfillOpenedV1 opened -> opened.backfill().equals(run);
                        case BackfillClosedV1 closed -> closed.backfill().equals(run);
                        case CustomerEventV1 event -> run.equals(event.backfill());
                        default -> false;
                    };
            if (ours) {
                byPartition
                        .computeIfAbsent(record.partition(), _ -> new ArrayList<>())
                        .add(message);
            }
        }
        return Collections.unmodifiableMap(byPartition);
    }
}
