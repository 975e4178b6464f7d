package io.keepwell.playbook.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.Status;
import io.keepwell.playbook.Log;
import io.keepwell.playbook.PlaybookInfra;
import io.keepwell.playbook.Tables;
import io.keepwell.playbook.TestHealth;
import io.keepwell.playbook.TestPlays;
import io.keepwell.playbook.application.ReactToHealth;
import io.keepwell.runtime.security.Scope;
import io.keepwell.runtime.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see and do. */
@QuarkusTest
@WithTestResource(PlaybookInfra.class)
class TasksIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject ReactToHealth reactToHealth;

    /** Unlike any other test's. */
    private final String csm = "csm-" + UUID.randomUUID();

    private final String team = "team-" + csm;

    @BeforeEach
    void becomeAnybody() {
        TestCallers.become("ann", new Scope.All(), true);
    }

    @AfterEach
    void leave() {
        TestTokens.leave();
    }

    @Test
    void shouldShowATaskWithAllThatIsToldOfIt() {
        // Given
        String account = account("240000.5", TestPlays.SEATS);

        // When
        JsonPath page = json(given().queryParam("accountId", account).get("/v1/tasks"));

        // Then
        assertThat(page.getList("items")).hasSize(2);
        assertThat(page.<Object>get("next")).isNull();
        assertThat(page.getString("items[0].accountId")).isEqualTo(account);
        assertThat(page.getString("items[0].state")).isEqualTo("open");
        assertThat(page.getString("items[0].step")).isEqualTo("value-workshop");
        assertThat(page.getString("items[0].owner")).isEqualTo(csm);
        assertThat(page.getString("items[0].ownerRole")).isEqualTo("csm");
        assertThat(page.getString("items[0].account.renewalDate")).isEqualTo("2027-03-31");
        assertThat(page.getString("items[0].account.arr")).isEqualTo("240000.5");
        assertThat(page.getBoolean("items[0].overdue")).isFalse();
        JsonPath task = json(given().get("/v1/tasks/" + page.getString("items[0].taskId")));
        assertThat(task.<Object>get("$")).isEqualTo(page.get("items[0]"));
    }

    @Test
    void shouldListTheEarliestDueFirstThenTheMostRevenueAndMissNone() {
        // Given
        String small = account("10", TestPlays.SEATS);
        String large = account("1000", TestPlays.SEATS);
        String unknown = account(null, TestPlays.SEATS);
        String middle = account("500.5", TestPlays.SEATS);

        // When
        var accounts = new ArrayList<String>();
        String cursor = "";
        do {
            JsonPath page =
                    json(
                            given().queryParam("owner", csm)
                                    .queryParam("limit", "3")
                                    .queryParam("cursor", cursor)
                                    .get("/v1/tasks"));
            accounts.addAll(page.getList("items.accountId", String.class));
            cursor = page.getString("next");
        } while (cursor != null);

        // Then
        assertThat(accounts)
                .containsExactly(large, middle, small, unknown, large, middle, small, unknown);
    }

    @Test
    void shouldListByTheDayOnWhichTasksAreDue() {
        // Given
        String account = account("10", TestPlays.SEATS);
        Tables.update(
                "update task set due_on = due_on - 14 where account_id = ? and place = 2", account);

        // When
        JsonPath overdue =
                json(
                        given().queryParam("owner", csm)
                                .queryParam("due", "overdue")
                                .get("/v1/tasks"));

        // Then
        assertThat(overdue.getList("items.step", String.class)).containsExactly("business-case");
        assertThat(overdue.getBoolean("items[0].overdue")).isTrue();
        assertThat(steps("today")).containsExactly("value-workshop");
        assertThat(steps("week")).containsExactly("value-workshop");
    }

    @Test
    void shouldCompleteATaskAndWithTheLastThePlay() {
        // Given
        String account = account("10", TestPlays.SEATS);
        List<String> tasks = tasks(account);

        // When
        complete(tasks.get(0), "the workshop took place");
        JsonPath last = json(complete(tasks.get(1), "there is a case"));

        // Then
        assertThat(last.getString("state")).isEqualTo("completed");
        assertThat(last.getString("completedBy")).isEqualTo("ann");
        assertThat(last.getString("outcome")).isEqualTo("there is a case");
        String play = last.getString("playId");
        assertThat(json(given().get("/v1/plays/" + play)).getString("state"))
                .isEqualTo("completed");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Log.told(new AccountId(account)))
                                .containsExactly(
                                        "play expansion started",
                                        "task value-workshop opened",
                                        "task business-case opened",
                                        "task value-workshop completed",
                                        "task business-case completed",
                                        "play expansion completed"));
    }

    @Test
    void shouldAnswerTheSameWhenTheSamePersonCompletesAgain() {
        // Given
        String task = tasks(account("10", TestPlays.SEATS)).getFirst();
        Response first = complete(task, "done");

        // When
        Response again = complete(task, "done once more");
        TestCallers.become("bob", new Scope.All(), true);
        Response another = complete(task, "me too");

        // Then
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(another.statusCode()).isEqualTo(409);
        assertThat(another.contentType()).startsWith("application/problem+json");
        assertThat(another.jsonPath().getString("detail")).startsWith("ann completed the task at");
    }

    @Test
    void shouldRefuseToCompleteWhatWasCancelled() {
        // Given
        var health = health("10");
        react(health.raises(TestPlays.SEATS));
        String task = tasks(health.accountId().value()).getFirst();
        react(health.clears(TestPlays.SEATS));

        // When
        Response answer = complete(task, "done");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("detail")).contains("cancelled", "ceased to hold");
        assertThat(reassign(task, "sam").statusCode()).isEqualTo(409);
    }

    @Test
    void shouldKeepWhatWasDoneWhenAPlayExits() {
        // Given
        var health = health("10");
        react(health.raises(TestPlays.SEATS));
        String task = tasks(health.accountId().value()).getFirst();
        complete(task, "done");

        // When
        react(health.clears(TestPlays.SEATS));

        // Then
        JsonPath play =
                json(
                        given().get(
                                        "/v1/plays/"
                                                + json(given().get("/v1/tasks/" + task))
                                                        .getString("playId")));
        assertThat(play.getString("state")).isEqualTo("exited");
        assertThat(play.getString("reason")).startsWith("its condition ceased to hold");
        assertThat(play.getList("tasks.state", String.class))
                .containsExactly("completed", "cancelled");
    }

    @Test
    void shouldGiveATaskToAnother() {
        // Given
        String account = account("10", TestPlays.SEATS);
        String task = tasks(account).getFirst();

        // When
        Response given = reassign(task, "sam");
        Response again = reassign(task, "sam");

        // Then
        assertThat(given.jsonPath().getString("owner")).isEqualTo("sam");
        assertThat(again.asString()).isEqualTo(given.asString());
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Log.told(new AccountId(account)))
                                .endsWith("task value-workshop reassigned")
                                .hasSize(4));
    }

    @Test
    void shouldLetOnlyOwnersAndLeadsGiveATaskAway() {
        // Given
        String task = tasks(account("10", TestPlays.SEATS)).getFirst();

        // When
        TestCallers.become("sam", new Scope.All(), false);
        Response stranger = reassign(task, "sam");
        TestCallers.become(csm, new Scope.Own(csm), false);
        Response owner = reassign(task, "sam");

        // Then
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(owner.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowOnlyWhatIsInScopeOrTheirsToDo() {
        // Given
        String account = account("10", TestPlays.SEATS);
        String task = tasks(account).getFirst();
        String play = json(given().get("/v1/tasks/" + task)).getString("playId");

        // When a stranger looks
        TestCallers.become("sam", new Scope.Own("sam"), true);
        assertThat(given().get("/v1/tasks/" + task).statusCode()).isEqualTo(404);
        assertThat(given().get("/v1/plays/" + play).statusCode()).isEqualTo(404);
        assertThat(complete(task, "done").statusCode()).isEqualTo(404);
        assertThat(seen(account)).isZero();

        // Then the manager, the team and whoever gets a task see it
        TestCallers.become(csm, new Scope.Own(csm), true);
        assertThat(seen(account)).isEqualTo(2);
        TestCallers.become("lead", new Scope.Team(team), true);
        assertThat(seen(account)).isEqualTo(2);
        assertThat(reassign(task, "sam").statusCode()).isEqualTo(200);
        TestCallers.become("sam", new Scope.Own("sam"), true);
        assertThat(seen(account)).isEqualTo(1);
        assertThat(given().get("/v1/plays/" + play).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotOverwriteWhatAnotherHasChanged() {
        // Given
        String task = tasks(account("10", TestPlays.SEATS)).getFirst();
        String read = given().get("/v1/tasks/" + task).header("ETag");
        reassign(task, "sam");

        // When
        Response stale =
                given().contentType(ContentType.JSON)
                        .header("If-Match", read)
                        .body(Map.of("outcome", "done"))
                        .post("/v1/tasks/" + task + "/complete");

        // Then
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.jsonPath().getString("code")).isEqualTo("KW-4121");
        Response fresh =
                given().contentType(ContentType.JSON)
                        .header("If-Match", given().get("/v1/tasks/" + task).header("ETag"))
                        .body(Map.of("outcome", "done"))
                        .post("/v1/tasks/" + task + "/complete");
        assertThat(fresh.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayWhatIsWrongWithABody() {
        String task = tasks(account("10", TestPlays.SEATS)).getFirst();

        Response blank = complete(task, " ");
        Response nothing =
                given().contentType(ContentType.JSON).post("/v1/tasks/" + task + "/complete");
        Response noJson =
                given().contentType(ContentType.JSON)
                        .body("{")
                        .post("/v1/tasks/" + task + "/complete");

        assertThat(blank.statusCode()).isEqualTo(422);
        assertThat(blank.jsonPath().getString("errors[0].pointer")).isEqualTo("/outcome");
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(noJson.statusCode()).isEqualTo(400);
        assertThat(reassign(task, "").jsonPath().getString("errors[0].pointer"))
                .isEqualTo("/owner");
    }

    /** No account names a manager so, and nobody would see the task. */
    @Test
    void shouldGiveNoTaskToANameThatNobodyHas() {
        String task = tasks(account("10", TestPlays.SEATS)).getFirst();

        for (String owner : List.of("sam ", " sam", "\tsam", " ")) {
            Response answer = reassign(task, owner);

            assertThat(answer.statusCode()).as(owner).isEqualTo(422);
            assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/owner");
        }
    }

    @Test
    void shouldSayWhatIsWrongWithParameters() {
        Response answer =
                given().queryParam("limit", "0")
                        .queryParam("state", "done")
                        .queryParam("due", "soon")
                        .queryParam("playId", "1")
                        .get("/v1/tasks");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                .containsExactlyInAnyOrder("limit", "state", "due", "playId");
        assertThat(given().queryParam("cursor", "x").get("/v1/tasks").statusCode()).isEqualTo(400);
        assertThat(given().get("/v1/tasks/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(given().get("/v1/plays/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldListRunsTheNewestFirstWithTheirCriteria() {
        // Given
        var health = health("10");
        react(health.raises(TestPlays.SEATS));
        react(health.moves(Status.RED));
        String account = health.accountId().value();

        // When
        JsonPath first =
                json(
                        given().queryParam("accountId", account)
                                .queryParam("limit", "1")
                                .get("/v1/plays"));
        JsonPath second =
                json(
                        given().queryParam("accountId", account)
                                .queryParam("limit", "1")
                                .queryParam("cursor", first.getString("next"))
                                .get("/v1/plays"));

        // Then
        assertThat(first.getString("items[0].play.id")).isEqualTo("churn-risk");
        assertThat(first.getString("items[0].name")).isEqualTo("Churn save plan");
        assertThat(second.getString("items[0].play.id")).isEqualTo("expansion");
        assertThat(second.<Object>get("next")).isNull();
        JsonPath run = json(given().get("/v1/plays/" + first.getString("items[0].playId")));
        assertThat(run.getList("successCriteria")).hasSize(3);
        assertThat(run.getList("tasks.step", String.class))
                .startsWith("executive-touchpoint", "root-cause", "save-plan")
                .hasSize(8);
        assertThat(run.getString("accountId")).isEqualTo(account);
        assertThat(
                        json(given().queryParam("accountId", account)
                                        .queryParam("state", "skipped")
                                        .get("/v1/plays"))
                                .getList("items"))
                .isEmpty();
    }

    private TestHealth health(@Nullable String arr) {
        return new TestHealth(
                "acme-" + UUID.randomUUID(),
                TestHealth.account(csm, team, arr),
                TestHealth.LONG_AGO);
    }

    /** An account for which a signal was raised. */
    private String account(@Nullable String arr, String signal) {
        var health = health(arr);
        react(health.raises(signal));
        return health.accountId().value();
    }

    private void react(HealthChange change) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> reactToHealth.on(List.of(change)));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> tasks(String account) {
        return json(given().queryParam("accountId", account).get("/v1/tasks"))
                .getList("items.taskId", String.class);
    }

    private List<String> steps(String due) {
        return json(given().queryParam("owner", csm).queryParam("due", due).get("/v1/tasks"))
                .getList("items.step", String.class);
    }

    private static int seen(String account) {
        return json(given().queryParam("accountId", account).get("/v1/tasks"))
                .getList("items")
                .size();
    }

    private static Response complete(String task, String outcome) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("outcome", outcome))
                .post("/v1/tasks/" + task + "/complete");
    }

    private static Response reassign(String task, String owner) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("owner", owner))
                .post("/v1/tasks/" + task + "/reassign");
    }

    private static JsonPath json(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }
}
