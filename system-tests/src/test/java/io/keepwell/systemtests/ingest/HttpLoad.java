package io.keepwell.systemtests.ingest;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Several senders, each of which sends one request after the other, and remembers what it is told.
 */
final class HttpLoad implements AutoCloseable {

    private static final int SENDERS = 8;
    private static final int BATCH = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String key;
    private final AtomicLong next = new AtomicLong();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicLong> answers = new ConcurrentHashMap<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean isEnding;

    private HttpLoad(int port, String key) {
        this.address = URI.create("http://127.0.0.1:%d/v1/events".formatted(port));
        this.key = key;
    }

    static HttpLoad start(int port, String key) {
        var load = new HttpLoad(port, key);
        for (int sender = 0; sender < SENDERS; sender++) {
            load.senders.add(Thread.ofVirtual().start(load::send));
        }
        return load;
    }

    /** A good event. */
    static String event(String id) {
        return "{\"id\":\"%s\",\"accountId\":\"acme-%d\",\"type\":\"usage.session-started\",\"occurredAt\":\"%s\"}"
                .formatted(id, id.hashCode() & 15, Instant.now());
    }

    /** Waits for an answer that has not come yet. */
    void awaitAnswer(int status) {
        long before = count(status);
        await().atMost(PATIENCE).until(() -> count(status) > before);
    }

    /** All statuses that were answered. */
    Set<Integer> statuses() {
        return new TreeSet<>(answers.keySet());
    }

    /** The ids of all events that were acknowledged. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    @Override
    public void close() {
        end();
        client.close();
    }

    /** Lets every sender have its last answer. */
    void end() {
        isEnding = true;
        for (Thread sender : senders) {
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void send() {
        while (!isEnding) {
            List<String> ids = new ArrayList<>();
            for (int at = 0; at < BATCH; at++) {
                ids.add("load-" + next.incrementAndGet());
            }
            String body = "[" + String.join(",", ids.stream().map(HttpLoad::event).toList()) + "]";
            int status = post(body);
            if (status == 202) {
                acknowledged.addAll(ids);
            }
            answers.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
        }
    }

    private int post(String body) {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            // No answer at all: nothing was acknowledged, and it shows as a status of its own.
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long count(int status) {
        AtomicLong count = answers.get(status);
        return count == null ? 0 : count.get();
    }
}
