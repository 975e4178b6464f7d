package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a customer does becomes work for a manager: all services as packaged, started by one
 * command.
 */
@ExtendWith(SharedUp.class)
class StoryST {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalUp up;

    StoryST(LocalUp up) {
        this.up = up;
    }

    @Test
    void shouldOpenAlertsAndTasksForAnAccountThatTurnsRed() throws Exception {
        // Given
        String lead = up.token("--role", "lead", "--accounts", "all");
        List<String> events = Northwind.inTrouble("story", "Dana Li", "east");

        // When
        Instant sent = Instant.now();
        HttpResponse<String> answer = up.send(events);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        up.items("alerting", "/v1/alerts?accountId=story", lead).size() >= 2
                                && up.items("playbook", "/v1/tasks?accountId=story&limit=100", lead)
                                                .size()
                                        > 4);
        Duration took = Duration.between(sent, Instant.now());

        // Then
        Measured.note("events sent -> alerts and tasks seen", took.toMillis() + " ms");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(answer.body()).get("accepted").asInt()).isEqualTo(events.size());
        JsonNode score = up.get("scoring", "/v1/accounts/story/score", lead);
        assertThat(score.get("status").asText()).isEqualTo("red");
        assertThat(sum(score.get("dimensions"), "contribution"))
                .isEqualByComparingTo(score.get("score").decimalValue());
        score.get("dimensions")
                .forEach(dimension ->
                        assertThat(sum(dimension.get("measures"), "contribution"))
                                .isEqualByComparingTo(
                                        dimension.get("contribution").decimalValue()));
        assertThat(up.items("alerting", "/v1/alerts?accountId=story", lead))
                .allSatisfy(alert -> {
                    assertThat(alert.get("owner").asText()).isEqualTo("Dana Li");
                    assertThat(alert.get("firings").asInt()).isOne();
                })
                .extracting(
                        alert -> alert.at("/rule/id").asText(),
                        alert -> alert.get("severity").asText())
                .containsExactlyInAnyOrder(
                        // A2 is critical everywhere, red in the segment enterprise.
                        tuple("sponsor-left", "critical"), tuple("health-red", "critical"));
        assertThat(up.items("playbook", "/v1/plays?accountId=story", lead))
                .extracting(
                        play -> play.at("/play/id").asText(), play -> play.get("state").asText())
                .containsExactly(tuple("churn-risk", "running"));
    }

    /** H13: from a play's beginning in playbook to what scoring tells of it. */
    @Test
    void shouldTellWhatBecameOfAPlay() throws Exception {
        // Given
        String lead = up.token("--role", "lead", "--accounts", "all");
        var _ = up.send(Northwind.inTrouble("finished", "Dana Li", "east"));
        await().atMost(PATIENCE)
                .until(() -> !up.items("playbook", "/v1/tasks?accountId=finished", lead).isEmpty());
        String task = end(up.items("playbook", "/v1/tasks?accountId=finished", lead), "taskId");
        JsonNode play = up.items("playbook", "/v1/plays?accountId=finished", lead).getFirst();
        String id = play.get("playId").asText();

        // When
        Script.Result completed = up.script().run("tasks", "complete", task, "--outcome", "held");
        Script.Result closed = up.script().run("plays", "close", id, "--outcome", "lost");
        assertThat(completed.exitCode()).as(completed.err()).isZero();
        assertThat(closed.exitCode()).as(closed.err()).isZero();

        // Then
        await().atMost(PATIENCE)
                .until(() -> told(id, lead).path("outcome").asText().equals("closed"));
        JsonNode told = told(id, lead);
        assertThat(told.get("accountId").asText()).isEqualTo("finished");
        assertThat(told.get("play").asText()).isEqualTo("churn-risk");
        assertThat(told.get("closedAs").asText()).isEqualTo("lost");
        assertThat(told.get("tasks").asInt()).isEqualTo(play.get("taskCount").asInt());
        assertThat(told.get("tasksDone").asInt()).isOne();
        assertThat(told.get("windowEnded").asBoolean()).isFalse();
        assertThat(up.items("scoring", "/v1/portfolio/plays?play=churn-risk", lead))
                .as("no figure counts it before its window has ended")
                .singleElement()
                .satisfies(it -> assertThat(it.get("pending").asInt()).isPositive());
    }

    private JsonNode told(String play, String token) throws Exception {
        return up.items("scoring", "/v1/portfolio/plays/each?limit=200", token).stream()
                .filter(it -> it.get("playId").asText().equals(play))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    @Test
    void shouldForgetAnAccountEverywhereAndLeaveOutWhatIsSentOfItAgain() throws Exception {
        // Given
        String admin = up.token("--role", "admin");
        String lead = up.token("--role", "lead", "--accounts", "all");
        List<String> events = Northwind.inTrouble("erased", "Dana Li", "east");
        var _ = up.send(events);
        await().atMost(PATIENCE)
                .until(() ->
                        up.items("playbook", "/v1/plays?accountId=erased", lead).size() == 1
                                && up.items("alerting", "/v1/alerts?accountId=erased", lead).size()
                                        == 2);
        long erased = up.get("scoring", "/v1/stats", admin).get("erased").asLong();

        // When
        JsonNode begun =
                run("erase", "account", "erased", "--reason", "Request 4711", "--yes", "--json");
        await().atMost(PATIENCE)
                .until(() -> {
                    JsonNode shown = run("erasures", "show", begun.get("id").asText(), "--json");
                    return shown.path("found").asBoolean()
                            && shown.at("/alerting/state").asText().equals("done")
                            && shown.at("/playbook/state").asText().equals("done");
                });
        var _ = up.send(events);
        await().atMost(PATIENCE)
                .until(() ->
                        up.get("scoring", "/v1/stats", admin).get("erased").asLong()
                                >= erased + events.size());

        // Then
        assertThat(up.status("scoring", "/v1/accounts/erased", lead)).isEqualTo(404);
        assertThat(up.items("alerting", "/v1/alerts?accountId=erased", lead)).isEmpty();
        assertThat(up.items("playbook", "/v1/plays?accountId=erased", lead)).isEmpty();
        assertThat(up.items("playbook", "/v1/tasks?accountId=erased", lead)).isEmpty();
    }

    private JsonNode run(String... arguments) throws Exception {
        Script.Result result = up.script().run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    @Test
    void shouldChangeNothingWhenABatchIsSentAgain() throws Exception {
        // Given
        String lead = up.token("--role", "lead", "--accounts", "all");
        List<String> events = Northwind.inTrouble("again", "Dana Li", "east");
        var _ = up.send(events);
        await().atMost(PATIENCE)
                .until(() ->
                        up.items("playbook", "/v1/plays?accountId=again", lead).size() == 1
                                && up.items("alerting", "/v1/alerts?accountId=again", lead).size()
                                        == 2);
        JsonNode tasks = up.get("playbook", "/v1/tasks?accountId=again&limit=100", lead);
        long duplicates = up.get("scoring", "/v1/stats", lead).get("duplicate").asLong();

        // When
        HttpResponse<String> answer = up.send(events);
        await().atMost(PATIENCE)
                .until(() ->
                        up.get("scoring", "/v1/stats", lead).get("duplicate").asLong()
                                == duplicates + events.size());

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(up.items("alerting", "/v1/alerts?accountId=again", lead))
                .allSatisfy(alert -> assertThat(alert.get("firings").asInt()).isOne())
                .extracting(alert -> alert.at("/rule/id").asText())
                .containsExactlyInAnyOrder("sponsor-left", "health-red");
        assertThat(up.items("playbook", "/v1/plays?accountId=again", lead)).hasSize(1);
        assertThat(up.get("playbook", "/v1/tasks?accountId=again&limit=100", lead))
                .isEqualTo(tasks);
    }

    @Test
    void shouldNotShowAnAccountToAnotherTeam() throws Exception {
        // Given
        String east = up.token("--role", "lead", "--name", "Ann", "--team", "east");
        String west = up.token("--role", "lead", "--name", "Bob", "--team", "west");
        String dana = up.token("--role", "csm", "--name", "Dana Li");
        String omar = up.token("--role", "csm", "--name", "Omar Reyes");

        // When
        var _ = up.send(Northwind.inTrouble("guarded", "Dana Li", "east"));
        await().atMost(PATIENCE)
                .until(() ->
                        !up.items("playbook", "/v1/tasks?accountId=guarded", east).isEmpty()
                                && !up.items("alerting", "/v1/alerts?accountId=guarded", east)
                                        .isEmpty());

        // Then
        for (String sees : List.of(east, dana)) {
            assertThat(up.status("scoring", "/v1/accounts/guarded", sees)).isEqualTo(200);
            assertThat(up.items("alerting", "/v1/alerts?accountId=guarded", sees)).isNotEmpty();
            assertThat(up.items("playbook", "/v1/tasks?accountId=guarded", sees)).isNotEmpty();
        }
        for (String doesNot : List.of(west, omar)) {
            assertThat(up.status("scoring", "/v1/accounts/guarded", doesNot)).isEqualTo(404);
            assertThat(up.status("scoring", "/v1/accounts/guarded/score", doesNot)).isEqualTo(404);
            assertThat(up.items("alerting", "/v1/alerts?accountId=guarded", doesNot)).isEmpty();
            assertThat(up.items("playbook", "/v1/tasks?accountId=guarded", doesNot)).isEmpty();
            assertThat(up.items("playbook", "/v1/plays?accountId=guarded", doesNot)).isEmpty();
        }
        for (String service : List.of("scoring", "alerting", "playbook")) {
            String path = service.equals("scoring") ? "/v1/accounts" : "/v1/" + list(service);
            assertThat(up.status(service, path, "")).isEqualTo(401);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithWhatItDoesNotTake() throws Exception {
        // Given
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String future = Instant.now().plus(1, ChronoUnit.DAYS).toString();
        String good = Northwind.event("odd", "odd-1", "usage.session-started", now, "");
        String unknown = Northwind.event("odd", "odd-2", "usage.something-new", now, "");
        String ahead = Northwind.event("odd", "odd-3", "usage.session-started", future, "");

        // When
        HttpResponse<String> malformed = up.post("{\"id\":");
        HttpResponse<String> unauthorised = up.post(good, "kw_wrong");
        HttpResponse<String> mixed = up.post("[%s,%s,%s]".formatted(good, unknown, ahead));

        // Then
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(unauthorised.statusCode()).isEqualTo(401);
        assertThat(mixed.statusCode()).isEqualTo(202);
        JsonNode report = JSON.readTree(mixed.body());
        assertThat(report.get("accepted").asInt()).as("unknown types are kept").isEqualTo(2);
        assertThat(report.at("/rejected/0/index").asInt()).isEqualTo(2);
        assertThat(report.at("/rejected/0/pointer").asText()).endsWith("occurredAt");
    }

    @Test
    void shouldDoTheDaysWorkFromTheTerminal() throws Exception {
        // Given
        String lead = up.token("--role", "lead", "--accounts", "all");
        var _ = up.send(Northwind.inTrouble("terminal", "Vera Moss", "north"));
        await().atMost(PATIENCE)
                .until(() ->
                        up.items("alerting", "/v1/alerts?accountId=terminal", lead).size() >= 2
                                && !up.items("playbook", "/v1/tasks?accountId=terminal", lead)
                                        .isEmpty());
        String alert = end(up.items("alerting", "/v1/alerts?accountId=terminal", lead), "alertId");
        String task = end(up.items("playbook", "/v1/tasks?accountId=terminal", lead), "taskId");

        // When
        Script.Result today = up.script().run("today", "--as", "Vera Moss");
        Script.Result accounts = up.script().run("accounts", "--csm", "Vera Moss");
        Script.Result account = up.script().run("account", "terminal");
        Script.Result acknowledged =
                up.script().run("alerts", "acknowledge", alert, "--as", "Vera Moss");
        Script.Result completed =
                up.script()
                        .run("tasks", "complete", task, "--outcome", "held", "--as", "Vera Moss");
        Script.Result others = up.script().run("today", "--as", "Omar Reyes");

        // Then
        for (Script.Result result :
                List.of(today, accounts, account, acknowledged, completed, others)) {
            assertThat(result.exitCode()).as(result.err()).isZero();
        }
        assertThat(today.out()).contains("Alerts to answer", "critical", alert, "Northwind");
        assertThat(accounts.out()).contains("red", "terminal", "250,000");
        assertThat(account.out()).contains("Product usage", "sponsor-left", task);
        assertThat(acknowledged.out()).startsWith("acknowledged: Northwind");
        assertThat(completed.out()).startsWith("completed: Northwind");
        assertThat(others.out()).doesNotContain("Northwind");
        assertThat(up.items("alerting", "/v1/alerts?accountId=terminal&state=acknowledged", lead))
                .extracting(item -> item.get("acknowledgedBy").asText())
                .containsExactly("Vera Moss");
    }

    @Test
    void shouldTakeAPersonsWordWithItsReason() throws Exception {
        // Given
        String lead = up.token("--role", "lead", "--accounts", "all");
        var _ = up.send(Northwind.inTrouble("told", "Dana Li", "east"));
        await().atMost(PATIENCE).until(() -> status("told", lead).equals("red"));

        // When
        var _ =
                up.send(
                        List.of(
                                Northwind.event(
                                        "told",
                                        "word",
                                        "account.score-overridden",
                                        Instant.now().toString(),
                                        """
                                        ,"value":85,"attributes":{"as":"score",\
                                        "reason":"They signed today.","author":"Dana Li"}\
                                        """)));
        await().atMost(PATIENCE).until(() -> status("told", lead).equals("green"));

        // Then
        JsonNode score = up.get("scoring", "/v1/accounts/told/score", lead);
        assertThat(score.get("score").decimalValue()).isEqualByComparingTo("85");
        assertThat(
                        score.get("computed")
                                .decimalValue()
                                .add(score.at("/adjustments/0/points").decimalValue()))
                .isEqualByComparingTo("85");
        JsonNode difference =
                up.get(
                        "scoring",
                        "/v1/accounts/told/score/explain?from=2026-01-01T00:00:00Z",
                        lead);
        assertThat(sum(difference.get("parts"), "points")).isEqualByComparingTo("85");
        assertThat(difference.get("parts"))
                .anySatisfy(part -> {
                    assertThat(part.get("kind").asText()).isEqualTo("override");
                    assertThat(part.at("/events/0/id").asText()).isEqualTo("told-word");
                });
        assertThat(up.script().run("account", "told").out())
                .contains("override by Dana Li until", "They signed today.");
    }

    private String status(String account, String token) throws Exception {
        return up.items("scoring", "/v1/accounts?q=" + account, token).stream()
                .map(item -> item.get("status").asText())
                .findFirst()
                .orElse("");
    }

    @Test
    void shouldLetAnOperatorSeeToWhatComesInFromTheTerminal() throws Exception {
        // Given: an account, and a user of whom nobody has said where they belong
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var _ = up.post(Northwind.event("seen", "seen-1", "usage.session-started", now, ""));
        HttpResponse<String> tracked =
                up.postTo(
                        "/v1/track",
                        """
                        {"userId": "u-seen", "event": "Report Opened", "messageId": "seen-2"}
                        """);
        assertThat(tracked.statusCode()).as(tracked.body()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() ->
                        up.script().run("unattributed").out().contains("u-seen")
                                && up.script().run("account", "seen").exitCode() == 0);

        // When
        Script.Result sources = up.script().run("sources");
        Script.Result assigned = up.script().run("unattributed", "assign", "u-seen", "seen");

        // Then
        assertThat(sources.exitCode()).as(sources.err()).isZero();
        assertThat(sources.out()).contains("product", "learning", "usage");
        assertThat(assigned.out())
                .as(assigned.err())
                .contains("u-seen belongs to seen; 1 events that waited");
        await().atMost(PATIENCE)
                .until(() -> !up.script().run("unattributed").out().contains("u-seen"));
        await().atMost(PATIENCE)
                .until(() ->
                        up.items(
                                                "scoring",
                                                "/v1/accounts/seen/events",
                                                up.token("--role", "lead", "--accounts", "all"))
                                        .size()
                                == 2);
    }

    private static String end(List<JsonNode> items, String field) {
        String id = items.getFirst().get(field).asText();
        return id.substring(id.length() - 8);
    }

    private static String list(String service) {
        return service.equals("alerting") ? "alerts" : "tasks";
    }

    private static BigDecimal sum(JsonNode parts, String field) {
        return StreamSupport.stream(parts.spliterator(), false)
                .filter(part -> part.hasNonNull(field))
                .map(part -> part.get(field).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
