package io.keepwell.alerting.adapter.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keepwell.alerting.application.delivery.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
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
        // When
        List<Attempt> attempts = new CopyOnWriteArrayList<>();
        postAtOnce(http(client(Targets.AT_A_TIME), TIMEOUT), Targets.AT_A_TIME, attempts);

        // Then
        await().atMost(WAIT_MAX).until(() -> attempts.size() == Targets.AT_A_TIME);
        assertThat(attempts).allMatch(Attempt.Failed.class::isInstance);
        assertThat(received).hasSize(Targets.AT_A_TIME).doesNotHaveDuplicates();
    }

    @Test
    void shouldNeverSendWhatGetsItsConnectionAfterTheAttemptHasEnded() {
        // Given
        HttpClient client = client(2);
        HttpPost patient = http(client, WAIT_MAX);
        List<Attempt> first = new CopyOnWriteArrayList<>();
        postAtOnce(patient, 2, first);
        await().atMost(WAIT_MAX).until(() -> received.size() == 2);
        List<Attempt> late = new CopyOnWriteArrayList<>();
        postAtOnce(http(client, TIMEOUT), 3, late);
        await().atMost(WAIT_MAX).until(() -> late.size() == 3);

        // When
        answering.countDown();
        Attempt next = post(patient, "next").await().atMost(WAIT_MAX);

        // Then
        assertThat(late).allMatch(Attempt.Failed.class::isInstance);
        assertThat(next).isEqualTo(new Attempt.Received(200));
        await().atMost(WAIT_MAX).until(() -> first.size() == 2);
        assertThat(first).containsOnly(new Attempt.Received(200));
        assertThat(received).hasSize(3).endsWith("next");
    }

    private HttpClient client(int connections) {
        return HttpPost.client(vertx, WAIT_MAX, connections);
    }

    private HttpPost http(HttpClient client, Duration timeout) {
        return new HttpPost(vertx, client, new Destinations(true), timeout, InstantSource.system());
    }

    private void postAtOnce(HttpPost http, int count, List<Attempt> attempts) {
        for (int at = 0; at < count; at++) {
            var _ = post(http, "message " + at).subscribe().with(attempts::add);
        }
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
