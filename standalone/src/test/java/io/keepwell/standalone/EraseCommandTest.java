package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keepwell.model.message.ContractJson;
import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.Services;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class EraseCommandTest {

    private static final String ID = "0f3c6f0e-4f6a-4f5e-8f0a-1f6d4f0b7a02";
    private static final String ERASURE =
            """
            {"id": "%s", "subject": "account", "reason": "Request 4711", "requestedBy": "erin",
            "requestedAt": "2026-11-03T09:20:00.000Z", "erasedAt": "2026-11-03T09:20:01.500Z",
            "partitions": {"done": 3, "all": 12},
            "topics": [{"topic": "keepwell.customer-events", "until": "2027-12-08T09:20:01.500Z"}]}
            """
                    .formatted(ID);
    private static final String THERE =
            """
            {"id": "%s", "erasedAt": "2026-11-03T09:20:01.500Z"}
            """
                    .formatted(ID);
    private static final String NOT_THERE =
            """
            {"type": "/problems/KW-4041", "title": "Not found", "status": 404, "code": "KW-4041",
            "detail": "erasure is not carried out here, or not yet"}
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<JsonNode> said = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String erasure = ERASURE;
    private int playbookSays = 404;
    private HttpServer server;

    @BeforeEach
    void answer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldEraseAnAccountAndSayWhereToLook() {
        int code = run("erase", "account", "acme-1", "--reason", "Request 4711", "--yes");

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked).containsExactly("POST /scoring/v1/erasures");
        assertThat(said.getFirst().path("accountId").asText()).isEqualTo("acme-1");
        assertThat(said.getFirst().path("reason").asText()).isEqualTo("Request 4711");
        assertThat(out.toString()).contains("./keepwell erasures show " + ID);
    }

    @Test
    void shouldEraseAPersonByTheIdThatSourcesKnow() {
        int code = run("erase", "--yes", "--reason", "Request 4712", "person", "u-77");

        assertThat(code).as(err.toString()).isZero();
        assertThat(said.getFirst().path("personId").asText()).isEqualTo("u-77");
        assertThat(said.getFirst().has("accountId")).isFalse();
    }

    @Test
    void shouldDoNothingWithoutAReason() {
        int code = run("erase", "account", "acme-1", "--yes");

        assertThat(code).isEqualTo(2);
        assertThat(asked).isEmpty();
        assertThat(err.toString()).contains("--reason is missing");
    }

    @Test
    void shouldSayWhatToEraseWhenNothingIsNamed() {
        assertThat(run("erase")).isEqualTo(2);
        assertThat(err.toString()).contains("erase account ID");
    }

    @Test
    void shouldListErasures() {
        int code = run("erasures");

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked).containsExactly("GET /scoring/v1/erasures?limit=25");
        assertThat(out.toString()).contains("erin", "3 of 12 partitions", "Request 4711", ID);
    }

    @Test
    void shouldTellHowFarAnErasureHasGotEverywhere() {
        int code = run("erasures", "show", ID);

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked)
                .containsExactly(
                        "GET /scoring/v1/erasures/" + ID,
                        "GET /alerting/v1/erasures/" + ID,
                        "GET /playbook/v1/erasures/" + ID);
        assertThat(out.toString().lines().map(String::strip))
                .contains(
                        "state, history, index        3 of 12 partitions",
                        "alerts                       done, up to 2026-11-03T09:20:01Z",
                        "plays and tasks              nothing yet, or nothing to erase",
                        "keepwell.customer-events     until 2027-12-08T09:20:01Z");
    }

    @Test
    void shouldAskNobodyElseAboutPersons() {
        erasure = ERASURE.replace("account", "person");

        assertThat(run("erasures", "show", ID)).as(err.toString()).isZero();

        assertThat(asked).containsExactly("GET /scoring/v1/erasures/" + ID);
        assertThat(out.toString()).contains("keep nothing of persons");
    }

    @Test
    void shouldNotTakeARefusalForNothing() {
        playbookSays = 403;

        assertThat(run("erasures", "show", ID)).isNotZero();

        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldAnswerAsJsonWhereThatIsAskedFor() {
        assertThat(run("erasures", "show", ID, "--json")).as(err.toString()).isZero();

        assertThat(out.toString().lines()).allMatch(it -> it.matches("[{} ].*"));
    }

    @Test
    void shouldTellAsJsonAllThatItTellsAsText() throws IOException {
        assertThat(run("erasures", "show", ID, "--json")).as(err.toString()).isZero();

        JsonNode shown = ContractJson.mapper().readTree(out.toString());
        assertThat(shown.path("id").asText()).isEqualTo(ID);
        assertThat(shown.path("alerting").path("state").asText()).isEqualTo("done");
        assertThat(shown.path("alerting").path("erasedAt").asText())
                .isEqualTo("2026-11-03T09:20:01.500Z");
        assertThat(shown.path("playbook").path("state").asText()).isEqualTo("none");
        assertThat(shown.path("topics").path(0).path("topic").asText())
                .isEqualTo("keepwell.customer-events");
    }

    @Test
    void shouldSayThatNothingWasThereOfAnAccount() {
        erasure =
                ERASURE.replace(
                        "\"partitions\"",
                        "\"finishedAt\": \"2026-11-03T09:20:02.000Z\", \"found\": false,"
                                + " \"partitions\"");

        assertThat(run("erasures", "show", ID)).as(err.toString()).isZero();

        assertThat(out.toString()).contains("done, and nothing was there: mind the spelling");
    }

    @ParameterizedTest
    @CsvSource({"yes, 0, 1", "no, 1, 0", "y, 1, 0", "'', 1, 0"})
    void shouldEraseOnlyWhenTheQuestionIsAnsweredWithYes(String answer, int code, int erased) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("erase", "account", "acme-1", "--reason", "Request 4711"))
                    .isEqualTo(code);
        } finally {
            System.setIn(before);
        }

        assertThat(out.toString()).contains("Erase the account 'acme-1' for good?");
        assertThat(asked).hasSize(erased);
    }

    private int run(String... arguments) {
        var services =
                new Services(service("/scoring"), service("/alerting"), service("/playbook"));
        var root =
                new CommandLine(CommandLine.Model.CommandSpec.create())
                        .addSubcommand(new EraseCommand(() -> services))
                        .addSubcommand(new ErasuresCommand(() -> services));
        root.setOut(new PrintWriter(out, true));
        root.setErr(new PrintWriter(err, true));
        return root.execute(arguments);
    }

    private ServiceApi service(String path) {
        return new ServiceApi(
                URI.create("http://localhost:%d%s".formatted(server.getAddress().getPort(), path)),
                () -> Optional.of("token"),
                ServiceApi.Cures.HERE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(exchange.getRequestMethod() + " " + path);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            said.add(ContractJson.mapper().readTree(body));
        }
        boolean isThere = !path.startsWith("/playbook");
        String answer =
                path.startsWith("/alerting")
                        ? THERE
                        : path.contains("limit") ? "{\"items\": [" + erasure + "]}" : erasure;
        byte[] bytes = (isThere ? answer : NOT_THERE).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", isThere ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(isThere ? 200 : playbookSays, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
