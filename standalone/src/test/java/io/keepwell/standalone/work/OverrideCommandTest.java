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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OverrideCommandTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<JsonNode> said = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void answer() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldSayWhatTheScoreIsOrMayBe() {
        assertThat(run("acme/1", "85", "--reason", "They signed.")).as(err.toString()).isZero();
        assertThat(run("acme", "40.5", "--cap", "--until", "2026-11-30", "--reason", "They go."))
                .isZero();
        assertThat(run("acme", "30", "--floor", "--reason", "New.")).isZero();

        assertThat(asked)
                .containsExactly(
                        "PUT /v1/accounts/acme%2F1/score/override",
                        "PUT /v1/accounts/acme/score/override",
                        "PUT /v1/accounts/acme/score/override");
        assertThat(said.stream().map(JsonNode::toString))
                .containsExactly(
                        "{\"value\":85,\"as\":\"score\",\"reason\":\"They signed.\"}",
                        "{\"value\":40.5,\"as\":\"cap\",\"reason\":\"They"
                                + " go.\",\"until\":\"2026-11-30\"}",
                        "{\"value\":30,\"as\":\"floor\",\"reason\":\"New.\"}");
        assertThat(out.toString()).contains("said: acme/1; ./keepwell account acme/1 shows it");
    }

    @Test
    void shouldTakeItBack() {
        assertThat(run("acme", "--lift", "--reason", "They stay.")).as(err.toString()).isZero();

        assertThat(asked).containsExactly("POST /v1/accounts/acme/score/override/lift");
        assertThat(said.getFirst().toString()).isEqualTo("{\"reason\":\"They stay.\"}");
        assertThat(out.toString()).contains("lifted: the computed score of acme counts again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    acme --reason x                       | say the SCORE, 0 to 100, or --lift
                    acme 40 --lift --reason x             | --lift takes no SCORE
                    acme --lift --until 2026-11-30 --reason x | --lift counts at once, not --until
                    acme 40                               | --reason
                    acme 40 --cap --floor --reason x      | --cap, --floor are mutually exclusive
                    """)
    void shouldSayWhatIsMissingOrTooMuch(String arguments, String complaint) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(complaint);
        assertThat(asked).isEmpty();
    }

    private int run(String... arguments) {
        var api =
                new ServiceApi(
                        URI.create("http://localhost:" + server.getAddress().getPort()),
                        () -> Optional.of("token"),
                        ServiceApi.Cures.HERE);
        var command = new CommandLine(new OverrideCommand(_ -> new Services(api, api, api)));
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add("%s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI()));
        said.add(ContractJson.mapper().readTree(exchange.getRequestBody()));
        byte[] body =
                "{\"eventId\": \"e-1\", \"at\": \"2026-11-03T09:00:00.000Z\"}"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(202, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
