package io.keepwell.alerting.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.alerting.AlertingInfra;
import io.keepwell.alerting.Database;
import io.keepwell.alerting.HealthStory;
import io.keepwell.alerting.Log;
import io.keepwell.alerting.application.AnswerAlerts;
import io.keepwell.alerting.application.AnswerAlerts.Outcome;
import io.keepwell.alerting.application.Stored;
import io.keepwell.alerting.application.reading.AlertQuery;
import io.keepwell.alerting.application.reading.AlertRecords;
import io.keepwell.model.Topic;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Scope;
import io.keepwell.runtime.testing.BrokenSessions;
import io.keepwell.runtime.testing.OpenApi;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(AlertingInfra.class)
class AlertsIT {

    @Inject AlertRecords records;
    @Inject AnswerAlerts answers;

    /** Of this test alone. */
    private final String owner = "owner-" + UUID.randomUUID();

    /** Who has the account later. */
    private final String next = "next-" + UUID.randomUUID();

    private final String team = "team-" + UUID.randomUUID();

    @BeforeEach
    void signIn() {
        TestTokens.become(TokenHolder.of("unknown", TokenRole.ADMIN));
    }

    @AfterEach
    void signOut() {
        TestTokens.leave();
    }

    @Test
    void shouldBeDescribedByTheCommittedFile() throws IOException {
        OpenApi.requireAsCommitted();
    }

    @Test
    void shouldBeReadyWhilePoliciesAreKnown() {
        JsonPath ready = given().get("/q/health/ready").jsonPath();

        assertThat(ready.getString("checks.find { it.name == 'alerting' }.status")).isEqualTo("UP");
    }

    @Test
    void shouldListTheMostPressingFirstAndPageWithoutLossOrRepeat() {
        // Given
        HealthStory small = story("smb");
        TestTopics.send(small.becomes(Status.RED));
        listed(1);
        HealthStory large = story("enterprise");
        TestTopics.send(
                large.becomes(Status.RED), large.raises("sponsor-left"), large.raises("hasty"));
        JsonPath whole = listed(4);

        // When
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = list(Map.of("limit", "1", "cursor", cursor)).jsonPath();
            paged.addAll(page.getList("items.alertId", String.class));
            cursor = page.getString("next");
        } while (cursor != null);

        // Then
        assertThat(whole.getList("items.severity", String.class))
                .containsExactly("critical", "critical", "high", "medium");
        assertThat(paged).isEqualTo(whole.getList("items.alertId", String.class));
        assertThat(whole.getString("items[0].account.name")).isEqualTo("Acme <Industries> & Sons");
        assertThat(whole.getString("items[0].owner")).isEqualTo(owner);
    }

    @Test
    void shouldListWhatFiltersAskFor() {
        // Given
        HealthStory story = story("enterprise");
        TestTopics.send(story.becomes(Status.RED), story.raises("hasty"));
        listed(2);

        // When
        await().untilAsserted(() -> assertThat(ids(Map.of("state", "overdue"))).hasSize(1));

        // Then
        assertThat(ids(Map.of("rule", "status-red"))).hasSize(1);
        assertThat(ids(Map.of("severity", "high,medium"))).hasSize(1);
        assertThat(ids(Map.of("accountId", "other"))).isEmpty();
        assertThat(ids(Map.of("state", "resolved"))).isEmpty();
        assertThat(
                        list(Map.of("state", "overdue"))
                                .jsonPath()
                                .getList("items.overdue", Boolean.class))
                .containsExactly(true);
    }

    @Test
    void shouldAcknowledgeOnceAndTellIt() {
        // Given
        HealthStory story = story("enterprise");
        TestTopics.send(story.becomes(Status.RED));
        String id = listed(1).getString("items[0].alertId");

        // When
        Response first = answer(id, "acknowledge", "{\"note\": \"I call them\"}");
        Response again = answer(id, "acknowledge", "");

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.jsonPath().getString("state")).isEqualTo("acknowledged");
        assertThat(first.jsonPath().getString("note")).isEqualTo("I call them");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        List<AlertChangedV1> told = told(story, 2);
        assertThat(told)
                .extracting(AlertChangedV1::change)
                .containsExactly(AlertChange.OPENED, AlertChange.ACKNOWLEDGED);
        assertThat(told.getLast().changedBy()).isEqualTo("unknown");
        assertThat(ids(Map.of())).hasSize(1);
    }

    @Test
    void shouldResolveWithAReasonAndRefuseToAcknowledgeThen() {
        // Given
        HealthStory story = story("enterprise");
        TestTopics.send(story.becomes(Status.RED));
        String id = listed(1).getString("items[0].alertId");

        // When
        Response without = answer(id, "resolve", "{\"reason\": \" \"}");
        Response resolved = answer(id, "resolve", "{\"reason\": \"they renewed\"}");
        Response late = answer(id, "acknowledge", "{}");

        // Then
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.jsonPath().getString("errors[0].pointer")).isEqualTo("/reason");
        assertThat(resolved.statusCode()).isEqualTo(200);
        assertThat(resolved.jsonPath().getString("reason")).isEqualTo("they renewed");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.jsonPath().getString("detail")).contains("was resolved at");
        assertThat(ids(Map.of())).isEmpty();
        assertThat(ids(Map.of("state", "resolved"))).containsExactly(id);
    }

    @Test
    void shouldRefuseAnEditOfAVersionThatIsNoMore() {
        // Given
        TestTopics.send(story("enterprise").becomes(Status.RED));
        String id = listed(1).getString("items[0].alertId");
        String read = given().get("/v1/alerts/{id}", id).header("ETag");
        answer(id, "acknowledge", "{}");

        // When
        Response stale =
                given().header("If-Match", read)
                        .contentType(ContentType.JSON)
                        .body("{\"reason\": \"done\"}")
                        .post("/v1/alerts/{id}/resolve", id);

        // Then
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(
                        given().header(
                                        "If-Match",
                                        given().get("/v1/alerts/{id}", id).header("ETag"))
                                .contentType(ContentType.JSON)
                                .body("{\"reason\": \"done\"}")
                                .post("/v1/alerts/{id}/resolve", id)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldHideWhatIsOutOfTheCallersScope() {
        // Given
        TestTopics.send(story("enterprise").becomes(Status.RED));
        UUID id = UUID.fromString(listed(1).getString("items[0].alertId"));

        // Then
        assertThat(seen(new Scope.Own(owner))).isEqualTo(1);
        assertThat(seen(new Scope.Team(team))).isEqualTo(1);
        assertThat(seen(new Scope.Own("somebody else"))).isZero();
        assertThat(seen(new Scope.Team("another"))).isZero();
        assertThat(run(() -> records.alert(id, new Scope.Own("somebody else")))).isEmpty();
        assertThat(
                        run(() ->
                                answers.acknowledge(
                                        id,
                                        new Caller("x", new Scope.Own("somebody else")),
                                        null,
                                        null)))
                .isEqualTo(new Outcome.Unknown());
    }

    /** Architecture, section 7: later changes of the owner come from topic accounts. */
    @Test
    void shouldShowWhatIsPendingToWhoHasTheAccountNow() {
        // Given
        HealthStory story = story("enterprise");
        TestTopics.send(story.raises("sponsor-left"), story.becomes(Status.RED));
        UUID id = UUID.fromString(listed(2).getString("items[0].alertId"));

        // When
        story.goesTo(next, "team of " + next);
        TestTopics.send(story.updated());

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(seen(new Scope.Own(next), next)).isEqualTo(2));
        assertThat(seen(new Scope.Team("team of " + next), next)).isEqualTo(2);
        assertThat(seen(new Scope.Own(owner), next)).isZero();
        assertThat(seen(new Scope.Team(team), next)).isZero();
        var former = new Caller(owner, new Scope.Own(owner));
        assertThat(run(() -> answers.acknowledge(id, former, null, null)))
                .isEqualTo(new Outcome.Unknown());
        assertThat(given().get("/v1/alerts/{id}", id).jsonPath().getString("owner"))
                .isEqualTo(next);
        TestTopics.send(story.becomes(Status.GREEN));
        assertThat(told(story, 3).getLast().alert().owner()).isEqualTo(next);
    }

    @Test
    void shouldHandOverWithAHealthChangeThatAnotherRuleWaitsFor() {
        // Given
        HealthStory story = story("enterprise");
        TestTopics.send(story.becomes(Status.RED));
        listed(1);

        // When
        story.goesTo(next, team);
        TestTopics.send(story.raises("sponsor-left"));

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(seen(new Scope.Own(next), next)).isEqualTo(2));
        assertThat(seen(new Scope.Own(owner), owner)).isZero();
    }

    @Test
    void shouldOpenAnAlertForWhoHasTheAccountWhenTheOtherTopicIsAhead() {
        // Given
        HealthStory story = story("enterprise");
        StatusChangedV1 red = story.becomes(Status.RED);
        HealthStory other = new HealthStory(story.accountId().value(), "enterprise", next, team);
        other.becomes(Status.RED);
        other.becomes(Status.YELLOW);
        TestTopics.send(other.updated());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(toldNumber(story)).isEqualTo(2));

        // When
        TestTopics.send(red);

        // Then
        assertThat(told(story, 1).getFirst().alert().owner()).isEqualTo(next);
    }

    @Test
    void shouldKeepTheManagerWhenAnErasedAccountIsTold() {
        // Given
        HealthStory story = story("enterprise");
        TestTopics.send(story.becomes(Status.RED));
        listed(1);

        // When
        TestTopics.send(
                new ProducerRecord<>(Topic.ACCOUNTS.topicName(), story.accountId().value(), null));
        story.goesTo(next, team);
        TestTopics.send(story.updated());

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(seen(new Scope.Own(next), next)).isEqualTo(1));
        assertThat(
                        Database.number(
                                "select count(*) from parked_records where key = ?",
                                story.accountId().value()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, many",
        "severity, loud",
        "state, closed",
        "cursor, nonsense",
        "cursor, YWxlcnRzIGFjY291bnRJZD0"
    })
    void shouldSayWhichParameterIsWrong(String name, String value) {
        Response answer = given().queryParam(name, value).get("/v1/alerts");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo(name);
    }

    @Test
    void shouldAnswerWithAProblemForAnAlertThatIsNone() {
        Response answer = given().get("/v1/alerts/{id}", UUID.randomUUID());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-4041");
    }

    private HealthStory story(String segment) {
        return new HealthStory("story-" + UUID.randomUUID(), segment, owner, team);
    }

    private static long toldNumber(HealthStory story) {
        return Database.number(
                "select told_sequence from account_standing where account_id = ?",
                story.accountId().value());
    }

    private int seen(Scope scope) {
        return seen(scope, owner);
    }

    private int seen(Scope scope, String by) {
        var filter = new AlertQuery.Filter(null, Set.of(), Set.of(), Set.of(by), Set.of(), false);
        List<Stored> found = run(() -> records.alerts(new AlertQuery(filter, scope, 10, null)));
        return found.size();
    }

    private JsonPath listed(int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> list(Map.of()).jsonPath(), it -> it.getList("items").size() == count);
    }

    private List<String> ids(Map<String, String> parameters) {
        return list(parameters).jsonPath().getList("items.alertId", String.class);
    }

    private Response list(Map<String, String> parameters) {
        return given().queryParam("owner", owner).queryParams(parameters).get("/v1/alerts");
    }

    private static Response answer(String id, String verb, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/alerts/{id}/{verb}", id, verb);
    }

    private static List<AlertChangedV1> told(HealthStory story, int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> Log.alerts(story.accountId()), it -> it.size() >= count);
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldAskToTryAgainWhenTheDatabaseEndsASession() throws SQLException {
        BrokenSessions.requireTryAgain(
                "keepwell_alerting", "alerts", () -> given().get("/v1/alerts"));
    }
}
