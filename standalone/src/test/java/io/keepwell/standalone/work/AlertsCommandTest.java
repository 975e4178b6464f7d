package io.keepwell.standalone.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AlertsCommandTest {

    private static final String ID = "0f6cbb1c-7a1e-4a52-9a3a-5b1d1c9d2e7f";
    private static final String ALERT =
            """
            {"alertId":"%s","accountId":"acme","rule":{"id":"health-red","version":"v1"},\
            "severity":"high","state":"open","account":{"name":"Acme"},"summary":"in red",\
            "firings":1,"openedAt":"2026-11-03T09:00:00Z","respondBy":"2026-11-04T09:00:00Z",\
            "overdue":false,"escalationStep":2,"involved":["cs-manager"]}\
            """
                    .formatted(ID);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<@Nullable String> seenAs = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HttpServer alerting = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void answer() {
        alerting.createContext("/", this::answer);
        alerting.start();
    }

    @AfterEach
    void stop() {
        alerting.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "    ", "e7f"})
    void shouldNotTakeTheOnlyAlertForTheOneThatIsMeantByAlmostNothing(String id) {
        int code = run("resolve", id, "--reason", "done");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("too little");
        assertThat(asked).isEmpty();
    }

    /** A11. */
    @Test
    void shouldShowTheStepOfTheLadderAndWhoIsInvolved() {
        int code = run();

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("STEP", "INVOLVED", "2  cs-manager");
    }

    @Test
    void shouldTakeTheEndOfAnId() {
        int code = run("resolve", "2e7f", "--reason", "done");

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked).contains("POST /v1/alerts/%s/resolve".formatted(ID));
        assertThat(out.toString()).contains("resolved: Acme, in red");
    }

    @Test
    void shouldActAsWhoIsNamedBeforeWhatIsToBeDone() {
        int code = run("--as", "Dana Li", "acknowledge", ID);

        assertThat(code).as(err.toString()).isZero();
        assertThat(seenAs).containsExactly("Dana Li");
    }

    @Test
    void shouldAnswerAsJsonWhenAskedBeforeWhatIsToBeDone() {
        int code = run("--json", "acknowledge", ID);

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().strip()).startsWith("{").contains(ID);
    }

    private int run(String... arguments) {
        Services.Finder finder =
                name -> {
                    seenAs.add(name);
                    var api =
                            new ServiceApi(
                                    URI.create(
                                            "http://localhost:" + alerting.getAddress().getPort()),
                                    () -> Optional.of("token"),
                                    ServiceApi.Cures.HERE);
                    return new Services(api, api, api);
                };
        return new CommandLine(new AlertsCommand(finder, InstantSource.fixed(Instant.EPOCH)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add("%s %s".formatted(exchange.getRequestMethod(), path));
        String answer = path.endsWith("/v1/alerts") ? "{\"items\":[%s]}".formatted(ALERT) : ALERT;
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
