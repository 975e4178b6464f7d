package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyApplyCommandTest {

    private static final String CARD =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 0}]
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

    private static final String CHANGED =
            """
            {"version": "0123456789abcdef", "previousVersion": "fedcba9876543210", "unchanged": 3,
             "changed": [{"kind": "Scorecard", "id": "card", "change": "changed"},
                         {"kind": "SignalSet", "id": "old", "change": "removed"}],
             "dryRun": %s, "later": "is ignored"}
            """;

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Request> requests = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = CHANGED.formatted(false);

    /** What the service was sent. */
    private record Request(String method, String target, String token, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldSendAllFilesAndSayWhatChanged() throws IOException {
        Path card = Files.writeString(directory.resolve("card.yaml"), CARD);

        int code = run("apply", directory.toString(), "--token", "a.b.c", "--url", url());

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "changed Scorecard/card",
                        "removed SignalSet/old",
                        "version 0123456789ab is in force, it was fedcba987654");
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().method()).isEqualTo("PUT");
        assertThat(requests.getFirst().target()).isEqualTo("/v1/policies");
        JsonNode body = ContractJson.mapper().readTree(requests.getFirst().body());
        assertThat(requests.getFirst().token()).isEqualTo("Bearer a.b.c");
        assertThat(body.path("files")).hasSize(1);
        assertThat(body.path("files").path(0).path("name").asText()).isEqualTo("" + card);
        assertThat(body.path("files").path(0).path("text").asText()).isEqualTo(CARD);
    }

    @Test
    void shouldSendAProfileAsIfAllOfItWereWrittenOut() throws IOException {
        Path base = Files.createDirectory(directory.resolve("base"));
        Path own = Files.createDirectory(directory.resolve("own"));
        Path card =
                Files.writeString(
                        base.resolve("cards.yaml"),
                        CARD + "---\n" + CARD.replace("id: card", "id: other"));
        Files.writeString(
                own.resolve("bundle.yaml"),
                "kind: Bundle\nid: own\nextends: ../base\nwithout: [Scorecard/other]\n");
        Path stages =
                Files.writeString(
                        own.resolve("stages.yaml"),
                        """
                        kind: LifecycleSet
                        id: a
                        stages: [{id: old, daysSinceStart: {from: 9}}]
                        """);

        int code = run("apply", own.toString(), "--url", url());

        assertThat(code).isZero();
        JsonNode files = ContractJson.mapper().readTree(requests.getFirst().body()).path("files");
        assertThat(files)
                .extracting(it -> it.path("name").asText(), it -> it.path("text").asText())
                .containsExactly(
                        tuple("" + card, CARD), tuple("" + stages, Files.readString(stages)));
    }

    @Test
    void shouldSendNothingWhenItIsNotSaidWhichOfSeveralBundlesIsMeant() throws IOException {
        Path base = Files.createDirectory(directory.resolve("base"));
        Path own = Files.createDirectory(directory.resolve("own"));
        Files.writeString(base.resolve("card.yaml"), CARD);
        Files.writeString(own.resolve("bundle.yaml"), "kind: Bundle\nid: own\nextends: ../base\n");

        int code = run("apply", directory.toString(), "--url", url());

        assertThat(code).isOne();
        assertThat(out.toString()).contains("several bundles here", "Name one of them.");
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldShowATokenOfTheDeploymentOnThisMachineUnlessTold() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        new Secrets(new Home(directory).secrets(), new SecureRandom()).signingKey();

        run("apply", directory.toString(), "--url", url());

        String payload = requests.getFirst().token().split("\\.", -1)[1];
        JsonNode claims = ContractJson.mapper().readTree(Base64.getUrlDecoder().decode(payload));
        assertThat(claims.path("upn").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(claims.path("groups").path(0).asText()).isEqualTo("ops");
        assertThat(claims.path("exp").asLong()).isEqualTo(300);
    }

    @Test
    void shouldMakeNoTokenForAnotherMachine() {
        new Secrets(new Home(directory).secrets(), new SecureRandom()).signingKey();
        var option = new TokenOption();

        assertThat(
                        option.value(
                                URI.create("https://scoring.example.com"),
                                new Home(directory),
                                InstantSource.system()))
                .isEmpty();
    }

    @Test
    void shouldSayWhatToDoWhenTheTokenIsNotKnown() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        status = 401;

        int code = run("apply", directory.toString(), "--url", url());

        assertThat(code).isOne();
        assertThat(err.toString()).contains("does not know the token", "--token");
    }

    @Test
    void shouldShowNoTokenWhereNoneCanBeMade() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);

        run("apply", directory.toString(), "--url", url());

        assertThat(requests.getFirst().token()).isNull();
    }

    @Test
    void shouldOnlySayWhatWouldChangeWhenAsked() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        answer = CHANGED.formatted(true);

        int code = run("apply", directory.toString(), "--dry-run", "--url", url() + "/");

        assertThat(code).isZero();
        assertThat(requests.getFirst().target()).isEqualTo("/v1/policies?dryRun=true");
        assertThat(out.toString())
                .contains(
                        "changed Scorecard/card", "not applied; it would be version 0123456789ab");
    }

    @Test
    void shouldSayThatThereIsNothingToChange() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        answer =
                """
                {"version": "0123456789abcdef", "previousVersion": "0123456789abcdef",
                 "changed": [], "unchanged": 1, "dryRun": false}
                """;

        int code = run("apply", directory.toString(), "--url", url());

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly("nothing to change, version 0123456789ab is in force");
    }

    @Test
    void shouldAnswerAsJson() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);

        int code = run("apply", directory.toString(), "--json", "--url", url());

        assertThat(code).isZero();
        JsonNode told = ContractJson.mapper().readTree(out.toString());
        assertThat(told.path("version").asText()).isEqualTo("0123456789abcdef");
        assertThat(told.path("changed").path(1).path("change").asText()).isEqualTo("removed");
    }

    @Test
    void shouldSendNothingThatHasProblems() throws IOException {
        Path card =
                Files.writeString(
                        directory.resolve("card.yaml"), CARD.replace("from: 0", "from: 5"));

        int code = run("apply", directory.toString(), "--url", url());

        assertThat(code).isOne();
        assertThat(out.toString().lines())
                .containsExactly(
                        card
                                + ":3:31: the lowest band begins at 5, so lower scores have no"
                                + " status. Let it begin at 0.",
                        "1 problem.");
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldNotSendMoreThanTheServiceReads() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        for (int file = 0; file < 20; file++) {
            Files.writeString(
                    directory.resolve("card-%d.yaml".formatted(file)),
                    CARD.replace("id: card", "id: card-" + file)
                            + ("#" + " ".repeat(250_000) + "\n"));
        }
        Files.writeString(
                directory.resolve("resolver.yaml"),
                "kind: Resolver\nid: a\nscorecards: [{scorecard: card}]\n");

        int code = run("apply", directory.toString(), "--url", url());

        assertThat(code).isOne();
        assertThat(err.toString()).contains("must not be longer than 4194304");
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldPassOnWhyTheServiceRefuses() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        status = 422;
        answer =
                """
                {"type": "/problems/KW-4221", "title": "The content breaks the rules",
                 "status": 422, "code": "KW-4221", "detail": "the policies have problems",
                 "errors": [{"pointer": "/files/0", "detail": "card.yaml:1:1: no. Do."}]}
                """;

        int code = run("apply", directory.toString(), "--url", url());

        assertThat(code).isOne();
        assertThat(err.toString().lines())
                .containsExactly(
                        "keepwell: the policies have problems", "  card.yaml:1:1: no. Do.");
    }

    @Test
    void shouldSayWhenNothingAnswers() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        int code = run("apply", directory.toString(), "--url", "http://localhost:" + free);

        assertThat(code).isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "keepwell: nothing answers at http://localhost:%d;".formatted(free)
                                + " start it with ./keepwell up, or name another with --url");
    }

    @Test
    void shouldSayWhenSomethingElseAnswers() throws IOException {
        Files.writeString(directory.resolve("card.yaml"), CARD);
        status = 404;
        answer = "<html>";

        int code = run("apply", directory.toString(), "--url", url());

        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("with status 404 is no service of this release");
    }

    @Test
    void shouldShowWhatIsInForce() {
        answer =
                """
                {"version": "0123456789abcdef", "appliedAt": "2026-11-22T01:02:03Z",
                 "appliedBy": "dana",
                 "documents": [{"kind": "Scorecard", "id": "card", "version": "aaaabbbbccccdddd"}]}
                """;

        int code = run("show", "--url", url());

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "version 0123456789ab, applied by dana at 2026-11-22T01:02:03Z",
                        "aaaabbbbcccc  Scorecard/card");
        assertThat(requests.getFirst().method()).isEqualTo("GET");
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(
                new Request(
                        exchange.getRequestMethod(),
                        "" + exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("policy"));
        all.addAll(List.of(arguments));
        return Keepwell.commandLine(new Home(directory), InstantSource.fixed(Instant.EPOCH))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
