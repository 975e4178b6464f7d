package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** plan, diff, history and rollback, against what a service answers. */
class PolicyLifeCycleCommandsTest {

    private static final String NEW = "2222222222222222";
    private static final String OLD = "1111111111111111";

    private static final String CARD =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 50}, {status: red, from: 0}]
            minCoverage: 0
            dimensions:
            - id: usage
              weight: 1
              measures:
              - id: users
                weight: 1
                value: activeUsers(30)
                transform: {linear: {at0: 0, at100: 5}}
            """;

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final InputStream in = System.in;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        answers.put(
                "GET /v1/policies",
                """
                {"version": "%s", "appliedAt": "2026-11-22T01:02:03Z", "appliedBy": "dana",
                 "documents": []}
                """
                        .formatted(NEW));
        answers.put("GET /v1/policies/versions/" + NEW, stored(NEW, "from: 50"));
        answers.put("GET /v1/policies/versions/" + OLD, stored(OLD, "from: 40"));
        answers.put(
                "GET /v1/policies/history",
                """
                {"items": [
                {"version": "%s", "previousVersion": "%s", "appliedAt": "2026-11-22T01:02:03Z",
                 "appliedBy": "dana"},
                {"version": "%s", "appliedAt": "2026-11-21T01:02:03Z", "appliedBy": "erin"}]}
                """
                        .formatted(NEW, OLD, OLD));
        answers.put(
                "POST /v1/policies/rollback",
                """
                {"version": "%s", "previousVersion": "%s", "changed": [], "unchanged": 0,
                 "dryRun": false}
                """
                        .formatted(OLD, NEW));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        System.setIn(in);
    }

    @Test
    void shouldSayWhatFilesSayOtherwiseThanWhatIsInForce() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD.replace("from: 50", "from: 60"));
        Files.writeString(
                directory.resolve("resolver.yaml"),
                "kind: Resolver\nid: a\nscorecards: [{scorecard: card}]\n");

        int code = run("diff", directory.toString(), "--url", url());

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "added Resolver/a",
                        "changed Scorecard/card",
                        "  bands.green.from: 50 -> 60");
    }

    @Test
    void shouldCompareWithAVersionOrWithOtherFiles() throws IOException {
        Path own = Files.createDirectory(directory.resolve("own"));
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(own.resolve("card.yaml"), CARD);
        Files.writeString(other.resolve("card.yaml"), CARD + "# nothing else\n");

        run("diff", own.toString(), "--against", OLD, "--url", url());
        run("diff", own.toString(), "--against", other.toString(), "--url", url());
        run("diff", own.toString(), "--against", own.toString(), "--url", url());

        assertThat(out.toString().lines())
                .containsExactly(
                        "changed Scorecard/card",
                        "  bands.green.from: 40 -> 50",
                        "changed Scorecard/card: comments or layout alone",
                        "Nothing is different.");
    }

    @Test
    void shouldTellWhoAppliedWhatWhen() {
        int code = run("history", "--url", url());

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "2026-11-22T01:02:03Z  222222222222, applied by dana, after 111111111111",
                        "2026-11-21T01:02:03Z  111111111111, applied by erin, the first");
    }

    @Test
    void shouldSayWhatGoingBackChangesAndAsk() {
        System.setIn(new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.UTF_8)));

        int code = run("rollback", "--url", url());

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "changed Scorecard/card",
                        "  bands.green.from: 50 -> 40",
                        "Put version 111111111111 in force again, in place of 222222222222? Type"
                            + " \"yes\": version 111111111111 is in force, it was 222222222222");
        assertThat(requests.getLast())
                .startsWith("POST /v1/policies/rollback \"%s\"".formatted(NEW))
                .contains(OLD);
    }

    @Test
    void shouldNotGoBackUnlessSomebodyAgrees() {
        System.setIn(new ByteArrayInputStream("no\n".getBytes(StandardCharsets.UTF_8)));

        int code = run("rollback", OLD, "--url", url());

        assertThat(code).isOne();
        assertThat(out.toString()).endsWith("Nothing was done.\n");
        assertThat(requests).noneMatch(it -> it.startsWith("POST"));
    }

    @Test
    void shouldGoBackWithoutAskingWhenToldTo() {
        assertThat(run("rollback", OLD, "--yes", "--url", url())).isZero();
        assertThat(out.toString())
                .endsWith("version 111111111111 is in force, it was 222222222222\n");
    }

    @Test
    void shouldTellWhatWouldComeOfFiles() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        answers.put(
                "POST /v1/policies/plan",
                """
                {"version": "3333333333333333", "presentVersion": "2222222222222222",
                 "at": "2026-11-03T09:20:00.000Z", "accounts": 2,
                 "statuses": [{"status": "green", "before": {"accounts": 2, "arr": 340000},
                               "after": {"accounts": 1, "arr": 100000}}],
                 "moves": [{"from": "green", "to": "red", "accounts": 1, "arr": 240000}],
                 "statusChanges": 1,
                 "changes": [{"account": {"accountId": "acme-1", "name": "Acme\\u001b", "arr": 240000},
                              "from": "green", "to": "red", "scoreFrom": 55.44, "scoreTo": 44.4,
                              "because": [{"name": "Users", "points": -11.04}]}],
                 "scoreChanges": 2,
                 "signals": [{"id": "low", "raised": {"accounts": 1, "arr": 240000},
                              "cleared": {"accounts": 0, "arr": 0},
                              "first": [{"accountId": "acme-1", "name": "Acme", "arr": 240000}]}],
                 "alerts": [{"id": "red", "name": "Red", "opens": {"accounts": 1, "arr": 240000},
                             "ends": {"accounts": 0, "arr": 0}, "first": [{"accountId": "b"}]}],
                 "plays": [{"id": "quiet", "name": "Q", "opens": {"accounts": 0, "arr": 0},
                            "ends": {"accounts": 0, "arr": 0}, "first": []}],
                 "nearSegments": 1,
                 "nearSegment": [{"account": {"accountId": "b", "arr": 100000},
                                  "segment": "smb", "near": "mid-market"}],
                 "warnings": ["card.yaml:1:1: think again. Or not."]}
                """);

        int code = run("plan", directory.toString(), "--url", url());

        assertThat(code).isZero();
        assertThat(requests.getLast()).startsWith("POST /v1/policies/plan").contains("files");
        assertThat(out.toString().lines())
                .containsExactly(
                        "2 accounts judged by version 333333333333; in force is 222222222222."
                                + " Nothing was touched.",
                        "warning: card.yaml:1:1: think again. Or not.",
                        "",
                        "                now                     then",
                        "  green           2        340,000         1        100,000",
                        "",
                        "1 account would change status, 2 the score that people see.",
                        "  green to red: 1 account, 240,000 a year",
                        "  Acme?                             240,000  green to red, 55.4 to 44.4",
                        "      Users -11.0",
                        "signal low: raised for 1 account, cleared for 0 (Acme)",
                        "alert rule red: opens for 1 account, resolves for 0 (b)",
                        "1 account on or within 1 % of a bound between segments:",
                        "  b                                 100,000  smb, nearly mid-market");
    }

    private static String stored(String version, String from) {
        String text = CARD.replace("from: 50", from).replace("\n", "\\n");
        return """
        {"version": "%s", "appliedAt": "2026-11-22T01:02:03Z", "appliedBy": "dana",
         "documents": [{"kind": "Scorecard", "id": "card", "version": "x", "text": "%s"}]}
        """
                .formatted(version, text);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(
                key
                        + " "
                        + exchange.getRequestHeaders().getFirst("If-Match")
                        + " "
                        + new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String answer = answers.get(key);
        byte[] body =
                (answer == null ? "{\"title\": \"no " + key + "\"}" : answer)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("policy"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--token", "a.b.c"));
        return Keepwell.commandLine(
                        new Home(directory.resolve("home")), InstantSource.fixed(Instant.EPOCH))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
