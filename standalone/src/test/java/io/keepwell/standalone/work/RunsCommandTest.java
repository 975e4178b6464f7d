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
import picocli.CommandLine;

/** A12 and A14 in the terminal. */
class RunsCommandTest {

    private static final String PLAY = "0f6cbb1c-7a1e-4a52-9a3a-5b1d1c9d2e7f";
    private static final String TASK = "0f6cbb1c-7a1e-4a52-9a3a-5b1d1c9d2e80";

    private static final String WAITING =
            """
            {"taskId":"%s","accountId":"acme","state":"waiting","account":{"name":"Acme"},\
            "title":"Offer a concession","ownerRole":"csm","dueOn":"2026-11-10",\
            "overdue":false,"approval":{"role":"vp-cs"}}\
            """
                    .formatted(TASK);

    private static final String ANSWER =
            """
            {"playId":"%s","accountId":"acme","name":"Churn save plan","state":"running",\
            "account":{"name":"Acme"},"triggeredAt":"2026-11-03T09:00:00Z","taskCount":1,\
            "riskLevel":"critical","outcomes":["saved","lost"],"criteria":[\
            {"number":1,"text":"Executive meeting completed","met":true,"metBy":"dana"},\
            {"number":2,"text":"Renewal commitment obtained","met":false}],"tasks":[%s]}\
            """
                    .formatted(PLAY, WAITING);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HttpServer playbook = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void answer() {
        playbook.createContext("/", this::answer);
        playbook.start();
    }

    @AfterEach
    void stop() {
        playbook.stop(0);
    }

    @Test
    void shouldListWhatIsGoingOn() {
        int code = run();

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked).containsExactly("GET /v1/plays?limit=25&state=running ");
        assertThat(out.toString()).contains("Churn save plan", "critical", "Acme", "1c9d2e7f");
    }

    @Test
    void shouldShowWhatIsMissingAndWhatWaitsForWhom() {
        int code = run("show", "2e7f");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("risk level critical", "by dana", "Renewal commitment obtained", "vp-cs");
    }

    @Test
    void shouldTickEachCriterionThatIsNamed() {
        int code = run("tick", PLAY, "1", "2");

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /v1/plays/%s/tick {\"criterion\": 1, \"met\": true}".formatted(PLAY),
                        "POST /v1/plays/%s/tick {\"criterion\": 2, \"met\": true}".formatted(PLAY));
    }

    @Test
    void shouldTakeATickBack() {
        int code = run("tick", PLAY, "2", "--undo");

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /v1/plays/%s/tick {\"criterion\": 2, \"met\": false}"
                                .formatted(PLAY));
    }

    @Test
    void shouldCloseAPlayWithItsOutcome() {
        int code = run("close", PLAY, "--outcome", "saved");

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked)
                .containsExactly("POST /v1/plays/%s/close {\"outcome\":\"saved\"}".formatted(PLAY));
    }

    @Test
    void shouldFindTheTaskToApproveAmongThoseThatWait() {
        int code = command(new TasksCommand(this::services, clock())).execute("approve", "2e80");

        assertThat(code).as(err.toString()).isZero();
        assertThat(asked).first().asString().contains("/v1/tasks?", "state=waiting");
        assertThat(asked).last().isEqualTo("POST /v1/tasks/%s/approve {}".formatted(TASK));
        assertThat(out.toString()).contains("approved: Acme, Offer a concession");
    }

    private int run(String... arguments) {
        return command(new RunsCommand(this::services, clock())).execute(arguments);
    }

    private CommandLine command(Object command) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private static InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-11-05T09:00:00Z"));
    }

    private Services services(@Nullable String name) {
        var api =
                new ServiceApi(
                        URI.create("http://localhost:" + playbook.getAddress().getPort()),
                        () -> Optional.of("token"),
                        ServiceApi.Cures.HERE);
        return new Services(api, api, api);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        asked.add("%s %s %s".formatted(exchange.getRequestMethod(), path, said));
        String answer =
                path.startsWith("/v1/tasks/")
                        ? WAITING
                        : path.startsWith("/v1/tasks")
                                ? "{\"items\":[%s]}".formatted(WAITING)
                                : path.startsWith("/v1/plays?")
                                        ? "{\"items\":[%s]}".formatted(ANSWER)
                                        : ANSWER;
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
