package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a customer does becomes work for a manager: all services as packaged, started by one
 * command.
 */
class StoryST {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder = Path.of("");
    private static Script script = new Script(folder);
    private static Process up;
    private static JsonNode deployment;
    private static String key = "";

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        script = new Script(folder.resolve("home"));
        Path out = folder.resolve("up.out");
        Path err = folder.resolve("up.err");
        var arguments = new ArrayList<>(List.of("up"));
        for (String port :
                List.of("kafka", "postgres", "ingest", "scoring", "alerting", "playbook")) {
            arguments.add("--%s-port".formatted(port));
            arguments.add("" + freePort());
        }
        up = script.start(out, err, arguments.toArray(String[]::new));
        await().atMost(START_MAX)
                .until(() -> !up.isAlive() || Files.readString(out).contains("Look in with"));
        assertThat(up.isAlive()).as(Files.readString(err)).isTrue();
        deployment = JSON.readTree(script.run("status", "--json").out()).get("deployment");
        key = script.run("key").out().strip();
    }

    @AfterAll
    static void stop() {
        up.destroy();
        await().atMost(PATIENCE).until(() -> !up.isAlive());
    }

    @Test
    void shouldOpenAlertsAndTasksForAnAccountThatTurnsRed(TestReporter reporter) throws Exception {
        // Given
        String lead = token("--role", "lead", "--accounts", "all");
        List<String> events = troubled("story", "Dana Li", "east");

        // When
        Instant sent = Instant.now();
        HttpResponse<String> answer = send(events);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        items("alerting", "/v1/alerts?accountId=story", lead).size() >= 2
                                && items("playbook", "/v1/tasks?accountId=story&limit=100", lead)
                                                .size()
                                        > 4);
        Duration took = Duration.between(sent, Instant.now());

        // Then
        reporter.publishEntry("events sent -> alerts and tasks seen", took.toMillis() + " ms");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(answer.body()).get("accepted").asInt()).isEqualTo(events.size());
        JsonNode score = get("scoring", "/v1/accounts/story/score", lead);
        assertThat(score.get("status").asText()).isEqualTo("red");
        assertThat(sum(score.get("dimensions"), "contribution"))
                .isEqualByComparingTo(score.get("score").decimalValue());
        score.get("dimensions")
                .forEach(dimension ->
                        assertThat(sum(dimension.get("measures"), "contribution"))
                                .isEqualByComparingTo(
                                        dimension.get("contribution").decimalValue()));
        assertThat(items("alerting", "/v1/alerts?accountId=story", lead))
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
        assertThat(items("playbook", "/v1/plays?accountId=story", lead))
                .extracting(
                        play -> play.at("/play/id").asText(), play -> play.get("state").asText())
                .containsExactly(tuple("churn-risk", "running"));
    }

    @Test
    void shouldChangeNothingWhenABatchIsSentAgain() throws Exception {
        // Given
        String lead = token("--role", "lead", "--accounts", "all");
        List<String> events = troubled("again", "Dana Li", "east");
        var _ = send(events);
        await().atMost(PATIENCE)
                .until(() -> items("playbook", "/v1/plays?accountId=again", lead).size() == 1);
        JsonNode tasks = get("playbook", "/v1/tasks?accountId=again&limit=100", lead);
        long duplicates = get("scoring", "/v1/stats", lead).get("duplicate").asLong();

        // When
        HttpResponse<String> answer = send(events);
        await().atMost(PATIENCE)
                .until(() ->
                        get("scoring", "/v1/stats", lead).get("duplicate").asLong()
                                == duplicates + events.size());

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(items("alerting", "/v1/alerts?accountId=again", lead))
                .allSatisfy(alert -> assertThat(alert.get("firings").asInt()).isOne())
                .extracting(alert -> alert.at("/rule/id").asText())
                .containsExactlyInAnyOrder("sponsor-left", "health-red");
        assertThat(items("playbook", "/v1/plays?accountId=again", lead)).hasSize(1);
        assertThat(get("playbook", "/v1/tasks?accountId=again&limit=100", lead)).isEqualTo(tasks);
    }

    @Test
    void shouldNotShowAnAccountToAnotherTeam() throws Exception {
        // Given
        String east = token("--role", "lead", "--name", "Ann", "--team", "east");
        String west = token("--role", "lead", "--name", "Bob", "--team", "west");
        String dana = token("--role", "csm", "--name", "Dana Li");
        String omar = token("--role", "csm", "--name", "Omar Reyes");

        // When
        var _ = send(troubled("guarded", "Dana Li", "east"));
        await().atMost(PATIENCE)
                .until(() ->
                        !items("playbook", "/v1/tasks?accountId=guarded", east).isEmpty()
                                && !items("alerting", "/v1/alerts?accountId=guarded", east)
                                        .isEmpty());

        // Then
        for (String sees : List.of(east, dana)) {
            assertThat(status("scoring", "/v1/accounts/guarded", sees)).isEqualTo(200);
            assertThat(items("alerting", "/v1/alerts?accountId=guarded", sees)).isNotEmpty();
            assertThat(items("playbook", "/v1/tasks?accountId=guarded", sees)).isNotEmpty();
        }
        for (String doesNot : List.of(west, omar)) {
            assertThat(status("scoring", "/v1/accounts/guarded", doesNot)).isEqualTo(404);
            assertThat(status("scoring", "/v1/accounts/guarded/score", doesNot)).isEqualTo(404);
            assertThat(items("alerting", "/v1/alerts?accountId=guarded", doesNot)).isEmpty();
            assertThat(items("playbook", "/v1/tasks?accountId=guarded", doesNot)).isEmpty();
            assertThat(items("playbook", "/v1/plays?accountId=guarded", doesNot)).isEmpty();
        }
        for (String service : List.of("scoring", "alerting", "playbook")) {
            String path = service.equals("scoring") ? "/v1/accounts" : "/v1/" + list(service);
            assertThat(status(service, path, "")).isEqualTo(401);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithWhatItDoesNotTake() throws Exception {
        // Given
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String future = Instant.now().plus(1, ChronoUnit.DAYS).toString();
        String good = event("odd", "odd-1", "usage.session-started", now, "");
        String unknown = event("odd", "odd-2", "usage.something-new", now, "");
        String ahead = event("odd", "odd-3", "usage.session-started", future, "");

        // When
        HttpResponse<String> malformed = post("{\"id\":", key);
        HttpResponse<String> unauthorised = post(good, "kw_wrong");
        HttpResponse<String> mixed = post("[%s,%s,%s]".formatted(good, unknown, ahead), key);

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
        String lead = token("--role", "lead", "--accounts", "all");
        var _ = send(troubled("terminal", "Vera Moss", "north"));
        await().atMost(PATIENCE)
                .until(() ->
                        items("alerting", "/v1/alerts?accountId=terminal", lead).size() >= 2
                                && !items("playbook", "/v1/tasks?accountId=terminal", lead)
                                        .isEmpty());
        String alert = end(items("alerting", "/v1/alerts?accountId=terminal", lead), "alertId");
        String task = end(items("playbook", "/v1/tasks?accountId=terminal", lead), "taskId");

        // When
        Script.Result today = script.run("today", "--as", "Vera Moss");
        Script.Result accounts = script.run("accounts", "--csm", "Vera Moss");
        Script.Result account = script.run("account", "terminal");
        Script.Result acknowledged =
                script.run("alerts", "acknowledge", alert, "--as", "Vera Moss");
        Script.Result completed =
                script.run("tasks", "complete", task, "--outcome", "held", "--as", "Vera Moss");
        Script.Result others = script.run("today", "--as", "Omar Reyes");

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
        assertThat(items("alerting", "/v1/alerts?accountId=terminal&state=acknowledged", lead))
                .extracting(item -> item.get("acknowledgedBy").asText())
                .containsExactly("Vera Moss");
    }

    private static String end(List<JsonNode> items, String field) {
        String id = items.getFirst().get(field).asText();
        return id.substring(id.length() - 8);
    }

    /** What makes an enterprise account red at once, and its sponsor gone. */
    private static List<String> troubled(String account, String csm, String team) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Stream<String> events =
                Stream.of(
                        event(
                                account,
                                "traits",
                                "account.updated",
                                now.toString(),
                                """
                                ,"attributes":{"name":"Northwind","arr":250000,"seats":100,\
                                "csm":"%s","team":"%s"}\
                                """
                                        .formatted(csm, team)),
                        event(
                                account,
                                "nps",
                                "engagement.nps-submitted",
                                now.toString(),
                                ",\"value\":1"),
                        event(
                                account,
                                "csat",
                                "support.csat-submitted",
                                now.toString(),
                                ",\"value\":1,\"attributes\":{\"scaleMax\":5}"),
                        event(account, "sponsor", "relationship.sponsor-left", now.toString(), ""));
        Stream<String> sessions =
                Stream.concat(Stream.iterate(30, day -> day <= 50, day -> day + 1), Stream.of(1))
                        .map(day ->
                                event(
                                        account,
                                        "session-" + day,
                                        "usage.session-started",
                                        now.minus(day, ChronoUnit.DAYS).toString(),
                                        ",\"actorId\":\"u-1\""));
        Stream<String> escalations =
                Stream.of(1, 2, 3)
                        .map(n ->
                                event(
                                        account,
                                        "escalation-" + n,
                                        "support.ticket-escalated",
                                        now.minus(n, ChronoUnit.DAYS).toString(),
                                        ""));
        return Stream.of(events, sessions, escalations).flatMap(it -> it).toList();
    }

    private static String event(
            String account, String id, String type, String occurredAt, String more) {
        return """
        {"id":"%s-%s","accountId":"%1$s","type":"%s","occurredAt":"%s"%s}\
        """
                .formatted(account, id, type, occurredAt, more);
    }

    private HttpResponse<String> send(List<String> events) throws Exception {
        return post("[" + String.join(",", events) + "]", key);
    }

    private HttpResponse<String> post(String body, String key) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address("ingest") + "/v1/events"))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private List<JsonNode> items(String service, String path, String token) throws Exception {
        return StreamSupport.stream(get(service, path, token).get("items").spliterator(), false)
                .toList();
    }

    private JsonNode get(String service, String path, String token) throws Exception {
        HttpResponse<String> answer = ask(service, path, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private int status(String service, String path, String token) throws Exception {
        return ask(service, path, token).statusCode();
    }

    private HttpResponse<String> ask(String service, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(service) + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String list(String service) {
        return service.equals("alerting") ? "alerts" : "tasks";
    }

    private static String address(String service) {
        return deployment.get(service).asText();
    }

    private static String token(String... options) {
        String[] arguments =
                Stream.concat(Stream.of("token"), Stream.of(options)).toArray(String[]::new);
        Script.Result made = script.run(arguments);
        assertThat(made.exitCode()).as(made.err()).isZero();
        return made.out().strip();
    }

    private static BigDecimal sum(JsonNode parts, String field) {
        return StreamSupport.stream(parts.spliterator(), false)
                .filter(part -> part.hasNonNull(field))
                .map(part -> part.get(field).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
