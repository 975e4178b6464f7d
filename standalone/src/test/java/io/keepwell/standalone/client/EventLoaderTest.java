package io.keepwell.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.SubmittedEventV1;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLoaderTest {

    private static final int EVENTS = 2_050;
    private static final Progress PROGRESS =
            new Progress(
                    new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                    false,
                    System::nanoTime);

    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger lines = new AtomicInteger();
    private final HttpServer server;
    private boolean isBusyAtFirst;
    private boolean isChoosy;

    EventLoaderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/v1/events", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldSendEachEventAndCountWhatWasAccepted() {
        IngestClient.Receipt receipt = loader(false).load(events(), "run-1", PROGRESS);

        assertThat(receipt).isEqualTo(new IngestClient.Receipt(EVENTS, 0, null));
        assertThat(lines).hasValue(EVENTS);
        assertThat(bodies).hasSize(requests.get());
    }

    @Test
    void shouldSendTheSameAgainAfterA503() {
        // Given
        isBusyAtFirst = true;

        // When
        IngestClient.Receipt receipt = loader(false).load(events(), "run-1", PROGRESS);

        // Then
        assertThat(receipt.accepted()).isEqualTo(EVENTS);
        assertThat(lines).hasValue(EVENTS);
    }

    @Test
    void shouldSayHowManyWereRejectedAndWhyTheFirstWas() {
        // Given
        isChoosy = true;

        // When
        IngestClient.Receipt receipt = loader(false).load(events(), "run-1", PROGRESS);

        // Then: one of each request
        assertThat(receipt.rejected()).isEqualTo(requests.get());
        assertThat(receipt.accepted()).isEqualTo(EVENTS - requests.get());
        assertThat(receipt.reason()).isEqualTo("too old");
    }

    @Test
    void shouldTellWhatBecameOfEachBatchInTheOrderInWhichTheyWereGiven() {
        // Given
        isChoosy = true;
        List<Numbered> batches =
                IntStream.range(0, 20)
                        .mapToObj(it -> new Numbered(it, events().limit(3).toList()))
                        .toList();
        List<Integer> answered = new ArrayList<>();

        // When
        loader(false)
                .load(
                        batches.iterator(),
                        "run-1",
                        (batch, answer) -> {
                            answered.add(batch.number());
                            assertThat(answer)
                                    .isEqualTo(
                                            new IngestClient.Answer(
                                                    2,
                                                    List.of(
                                                            new IngestClient.Rejected(
                                                                    0, "too old"))));
                        });

        // Then
        assertThat(answered).containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    private record Numbered(int number, List<SubmittedEventV1> events)
            implements EventLoader.Batch {}

    @Test
    void shouldStopWhenAsked() {
        assertThatThrownBy(() -> loader(true).load(events(), "run-1", PROGRESS))
                .isInstanceOf(StoppedException.class);
        assertThat(requests).hasValue(0);
    }

    private EventLoader loader(boolean isStopping) {
        var ingest =
                new IngestClient(
                        HttpClient.newHttpClient(),
                        "http://localhost:" + server.getAddress().getPort(),
                        "kw_key",
                        () -> isStopping);
        return new EventLoader(ingest, () -> isStopping);
    }

    private static Stream<SubmittedEventV1> events() {
        return IntStream.range(0, EVENTS)
                .mapToObj(it ->
                        new SubmittedEventV1(
                                "e-" + it,
                                new AccountId("acme"),
                                new EventType("usage.session-started"),
                                Instant.EPOCH,
                                null,
                                null,
                                null));
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (isBusyAtFirst && bodies.add(body)) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, 503, "{}");
            return;
        }
        bodies.add(body);
        requests.incrementAndGet();
        List<String> its = body.lines().toList();
        lines.addAndGet(its.size());
        answer(
                exchange,
                202,
                isChoosy
                        ? "{\"accepted\": %d, \"rejected\": [{\"index\": 0, \"detail\": \"too old\"}]}"
                                .formatted(its.size() - 1)
                        : "{\"accepted\": %d, \"rejected\": []}".formatted(its.size()));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
