package io.keepwell.standalone.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keepwell.model.message.ContractJson;
import io.keepwell.standalone.client.ServiceApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RejectedCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");
    private static final String ID = "019a6f2e-7c1a-7c3e-9d3a-000000000002";
    private static final String REJECTED =
            """
            {"id":"%s","source":"bugs","rejectedAt":"2026-11-03T09:15:30.125Z",\
            "code":"not-mapped","detail":"nothing \\u001b[31mis for it","contentType":"text/xml",\
            "bytes":2,"replayable":true}\
            """
                    .formatted(ID);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<JsonNode> said = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HttpServer scoring = server();
    private int left = 1_100;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void answer() {
        scoring.createContext("/", this::answer);
        scoring.start();
    }

    @AfterEach
    void stop() {
        scoring.stop(0);
    }

    @Test
    void shouldListWhatIsAskedFor() {
        int code = run("--source", "bugs", "--code", "not-mapped", "--since", "2h");

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked)
                .containsExactly(
                        "GET /v1/rejected?code=not-mapped&limit=25&since=2026-11-03T08:00:00Z&source=bugs");
        assertThat(out.toString())
                .contains("2026-11-03T09:15:30Z", "bugs", "not-mapped", "possible", ID)
                .doesNotContain("\u001b");
    }

    @Test
    void shouldShowWhatWasSent() {
        int code = run("show", ID);

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("sent to    /in/bugs", "X-Topic    a", "\n\n<a/>?[2J")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldReplayOne() {
        int code = run("replay", ID);

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked).containsExactly("POST /v1/rejected/%s/replay".formatted(ID));
        assertThat(out.toString()).contains("replayed: " + ID);
    }

    @Test
    void shouldReplayAllOfASourceAndNotWhatHasFailedAgainSince() {
        int code = run("replay", "--source", "bugs", "--since", "2026-11-03T09:00Z");

        assertThat(code).as(err.toString()).isZero();
        assertThat(said)
                .extracting(it -> it.path("until").asText())
                .containsExactly("", "" + NOW, "" + NOW);
        assertThat(said)
                .allSatisfy(it -> {
                    assertThat(it.path("source").asText()).isEqualTo("bugs");
                    assertThat(it.path("since").asText()).isEqualTo("2026-11-03T09:00:00Z");
                });
        assertThat(err.toString()).contains("1,100 in");
        assertThat(out.toString()).contains("rejected --source bugs --since " + NOW);
    }

    @Test
    void shouldAnswerAsJsonWhereverThatIsAskedFor() {
        assertThat(run("show", ID, "--json")).as(err.toString()).isZero();
        assertThat(run("--json", "replay", ID)).as(err.toString()).isZero();

        assertThat(out.toString().lines()).allMatch(it -> it.matches("[{} ].*"));
    }

    @Test
    void shouldSayWhatIsMissingOrWrong() {
        assertThat(run("replay")).isEqualTo(2);
        assertThat(run("replay", ID, "--source", "bugs")).isEqualTo(2);
        assertThat(err.toString()).contains("Give an ID, or --source");
        assertThat(run("--since", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("was yesterday");
        assertThat(asked).isEmpty();
    }

    private int run(String... arguments) {
        var api =
                new ServiceApi(
                        URI.create("http://localhost:" + scoring.getAddress().getPort()),
                        () -> Optional.of("token"),
                        ServiceApi.Cures.HERE);
        return new CommandLine(new RejectedCommand(() -> api, InstantSource.fixed(NOW)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        asked.add(
                "%s %s%s"
                        .formatted(
                                exchange.getRequestMethod(),
                                uri.getPath(),
                                uri.getQuery() == null ? "" : "?" + uri.getQuery()));
        byte[] sent = exchange.getRequestBody().readAllBytes();
        byte[] body = answer(uri.getPath(), sent).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String answer(String path, byte[] sent) throws IOException {
        if (path.equals("/v1/rejected")) {
            return "{\"items\":[%s]}".formatted(REJECTED);
        }
        if (path.equals("/v1/rejected/replay")) {
            said.add(ContractJson.mapper().readTree(sent));
            int replayed = Math.min(left, 500);
            left -= replayed;
            return "{\"replayed\":%d,\"left\":%d,\"until\":\"%s\"}".formatted(replayed, left, NOW);
        }
        return path.endsWith("/replay")
                ? "{\"id\":\"%s\",\"replayedAt\":\"%s\"}".formatted(ID, NOW)
                : """
                {"rejection":%s,"body":"<a/>\\u001b[2J","encoding":"utf-8",\
                "request":{"path":"/in/bugs","headers":{"X-Topic":"a"},\
                "receivedAt":"2026-11-03T09:15:30.125Z"}}\
                """
                        .formatted(REJECTED);
    }
}
