package io.keepwell.alerting.adapter.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keepwell.alerting.application.delivery.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real connections, to a receiver that says nothing until it is told to. */
class HttpPostTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch answering = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    @AfterEach
    void close() {
        answering.countDown();
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldSendAtOnceWhatIsSentAtATime() {
        // Given
        HttpPost http = http(Targets.AT_A_TIME);

        // When
        List<Attempt> attempts = postAtOnce(http, Targets.AT_A_TIME);

        // Then
        assertThat(attempts).allMatch(Attempt.Failed.class::isInstance);
        assertThat(received).hasSize(Targets.AT_A_TIME).doesNotHaveDuplicates();
    }

    @Test
    void shouldNeverSendWhatGotItsConnectionAfterTheAttemptEnded() {
        // Given
        HttpPost http = http(2);
        List<Attempt> attempts = postAtOnce(http, 5);
        int before = received.size();

        // When
        answering.countDown();
        Attempt next = post(http, "next").await().atMost(WAIT_MAX);

        // Then
        assertThat(attempts).hasSize(5).allMatch(Attempt.Failed.class::isInstance);
        assertThat(before).isEqualTo(2);
        assertThat(next).isEqualTo(new Attempt.Received(200));
        assertThat(received).hasSize(3).endsWith("next");
    }

    private HttpPost http(int connections) {
        return new HttpPost(
                vertx, new Destinations(true), TIMEOUT, connections, InstantSource.system());
    }

    private List<Attempt> postAtOnce(HttpPost http, int count) {
        var attempts = new CopyOnWriteArrayList<Attempt>();
        IntStream.range(0, count)
                .forEach(at -> {
                    var _ = post(http, "message " + at).subscribe().with(attempts::add);
                });
        await().atMost(WAIT_MAX).until(() -> attempts.size() == count);
        return attempts;
    }

    private Uni<Attempt> post(HttpPost http, String message) {
        return http.post(
                URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort())),
                Map.of(),
                message.getBytes(StandardCharsets.UTF_8));
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        try {
            answering.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
