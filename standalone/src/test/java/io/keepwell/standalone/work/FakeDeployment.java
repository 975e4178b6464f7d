package io.keepwell.standalone.work;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/**
 * Services that answer as a test wants, and a terminal on which commands ask them. All that is
 * asked is kept. A test has it by {@link org.junit.jupiter.api.extension.RegisterExtension}.
 */
final class FakeDeployment implements BeforeEachCallback, AfterEachCallback {

    /**
     * A request.
     *
     * @param method such as GET
     * @param uri path and query, as they were sent
     * @param body what was said; empty where nothing was
     */
    record Asked(String method, URI uri, String body) {

        String path() {
            return uri.getPath();
        }

        /** The same with the query as it is meant: {@code since=2026-11-03T08:00:00Z}. */
        String decoded() {
            return "%s %s%s"
                    .formatted(
                            method,
                            uri.getPath(),
                            uri.getQuery() == null ? "" : "?" + uri.getQuery());
        }

        /** As {@code GET /v1/tasks?limit=25}. */
        @Override
        public String toString() {
            return "%s %s".formatted(method, uri);
        }
    }

    private final Function<Asked, String> answers;
    private final int status;
    private final HttpServer server = server();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<@Nullable String> seenAs = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** That answers so, with status 200. */
    FakeDeployment(Function<Asked, String> answers) {
        this(200, answers);
    }

    FakeDeployment(int status, Function<Asked, String> answers) {
        this.status = status;
        this.answers = answers;
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.stop(0);
    }

    /** Any of its services. */
    ServiceApi service() {
        return new ServiceApi(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                () -> Optional.of("token"),
                ServiceApi.Cures.HERE);
    }

    /** All of its services, as somebody sees them. */
    Services as(@Nullable String name) {
        seenAs.add(name);
        ServiceApi service = service();
        return new Services(service, service, service);
    }

    /** Runs a command; its exit code. */
    int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** What was asked, in order. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** As whom the services were asked for, in order. */
    List<@Nullable String> seenAs() {
        return seenAs;
    }

    /** What commands have printed. */
    String out() {
        return out.toString();
    }

    /** What commands have complained of. */
    String err() {
        return err.toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var it =
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(it);
        byte[] body = answers.apply(it).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
