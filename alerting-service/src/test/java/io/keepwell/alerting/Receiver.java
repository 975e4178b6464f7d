package io.keepwell.alerting;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Those outside who are told of alerts: a web server that answers as a test wants it to. */
public final class Receiver implements AutoCloseable {

    /** That of Standard Webhooks' own tests. */
    public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** Fixed, because the service is told of it before the server is there. */
    private static final int PORT = 18_483;

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();

    /** What was received, to the byte. */
    public record Request(String path, Map<String, List<String>> headers, String body, Instant at) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(it -> it.getKey().equalsIgnoreCase(name))
                    .map(it -> it.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    /** An answer; a status of 0 stands for none at all. */
    public record Answer(int status, @Nullable String header, @Nullable String value) {

        public static Answer of(int status) {
            return new Answer(status, null, null);
        }

        public static Answer none() {
            return of(0);
        }
    }

    public Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    public static String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(PORT, path);
    }

    /** What it answers to the next messages that hold a text; otherwise all is well. */
    public void answers(String text, Answer... next) {
        answers.put(text, new ConcurrentLinkedQueue<>(List.of(next)));
    }

    /** What came to a path and holds a text, in order. */
    public List<Request> received(String path, String text) {
        return requests.stream()
                .filter(it -> it.path().equals(path) && it.body().contains(text))
                .toList();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(
                new Request(
                        exchange.getRequestURI().getPath(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        body,
                        Instant.now()));
        Answer answer = next(body);
        if (answer.status() == 0) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        if (answer.header() != null) {
            exchange.getResponseHeaders().add(answer.header(), answer.value());
        }
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
    }

    private Answer next(String body) {
        for (Map.Entry<String, Queue<Answer>> it : answers.entrySet()) {
            if (body.contains(it.getKey())) {
                Answer next = it.getValue().poll();
                if (next != null) {
                    return next;
                }
            }
        }
        return Answer.of(200);
    }
}
