package io.keepwell.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.model.message.ContractJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends events, again and again until they are answered for: after a 503 or a lost connection the
 * same events with the same ids, as ingest asks for.
 */
public final class IngestClient {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration WAIT_FIRST = Duration.ofMillis(200);
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);
    private static final Pattern FIRST_STEP = Pattern.compile("^/(\\d{1,6})(/|$)");
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NONE_ACCEPTED = 422;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;

    private final HttpClient http;
    private final String service;
    private final String writeKey;
    private final BooleanSupplier stopping;

    /**
     * Of a service.
     *
     * @param http sends
     * @param service its address, without a path
     * @param writeKey the key of the source that sends
     * @param stopping whether somebody has asked to stop
     */
    public IngestClient(
            HttpClient http, String service, String writeKey, BooleanSupplier stopping) {
        this.http = http;
        this.service = service;
        this.writeKey = writeKey;
        this.stopping = stopping;
    }

    /**
     * What became of many events.
     *
     * @param accepted how many were accepted
     * @param rejected how many were not
     * @param reason why the first was not
     */
    public record Receipt(long accepted, long rejected, @Nullable String reason) {

        /** Nothing was sent. */
        public static final Receipt NONE = new Receipt(0, 0, null);

        /**
         * Of these and others.
         *
         * @param others the others
         * @return what became of all of them
         */
        public Receipt plus(Receipt others) {
            return new Receipt(
                    accepted + others.accepted,
                    rejected + others.rejected,
                    reason == null ? others.reason : reason);
        }

        Receipt with(int size, Answer answer) {
            return new Receipt(
                    accepted + answer.accepted(),
                    rejected + size - answer.accepted(),
                    reason == null && !answer.rejected().isEmpty()
                            ? answer.rejected().getFirst().reason()
                            : reason);
        }
    }

    /**
     * What became of a batch.
     *
     * @param accepted how many were accepted
     * @param rejected each of those that were not, once
     */
    public record Answer(long accepted, List<Rejected> rejected) {

        /** Copies the list. */
        public Answer {
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * An event that was not accepted.
     *
     * @param index its place in the batch, from 0
     * @param reason why not
     */
    public record Rejected(int index, String reason) {}

    /**
     * Opens a run; the same key gives the same run.
     *
     * @param key what we call it
     * @return its id
     */
    public String openBackfill(String key) {
        HttpResponse<byte[]> answer =
                send(request("/v1/backfills").header("Idempotency-Key", key), new byte[0]);
        return tree(required(answer, CREATED)).path("id").asText();
    }

    /**
     * Closes a run.
     *
     * @param run its id
     */
    public void closeBackfill(String run) {
        required(send(request("/v1/backfills/%s/close".formatted(run)), new byte[0]), ACCEPTED);
    }

    /**
     * Sends a batch, of a run or as news.
     *
     * @param events one or more
     * @param run the run's id, or null for news
     * @return what became of them
     */
    public Answer send(List<SubmittedEventV1> events, @Nullable String run) {
        var request =
                request(run == null ? "/v1/events" : "/v1/events?backfill=" + run)
                        .header("Content-Type", "application/x-ndjson");
        HttpResponse<byte[]> answer = send(request, lines(events));
        JsonNode told = tree(answer);
        if (answer.statusCode() == NONE_ACCEPTED) {
            return new Answer(0, rejected(told.path("errors"), events.size(), events.size()));
        }
        required(answer, ACCEPTED);
        int accepted = told.path("accepted").asInt();
        int missing = events.size() - accepted;
        return new Answer(accepted, rejected(told.path("rejected"), events.size(), missing));
    }

    /** The first reason of each; an answer that is cut off names fewer than it rejects. */
    private static List<Rejected> rejected(JsonNode flaws, int size, int missing) {
        var reasons = new TreeMap<Integer, String>();
        for (JsonNode flaw : flaws) {
            reasons.putIfAbsent(index(flaw), flaw.path("detail").asText("no reason was given"));
        }
        if (missing == size) {
            IntStream.range(0, size)
                    .forEach(index -> reasons.putIfAbsent(index, "rejected with its whole batch"));
        }
        return reasons.entrySet().stream()
                .map(it -> new Rejected(it.getKey(), it.getValue()))
                .toList();
    }

    /** Where none of a batch is accepted, the index is the first step of the pointer. */
    private static int index(JsonNode flaw) {
        if (flaw.has("index")) {
            return flaw.path("index").asInt();
        }
        Matcher step = FIRST_STEP.matcher(flaw.path("pointer").asText());
        return step.find() ? Integer.parseInt(step.group(1)) : 0;
    }

    private static byte[] lines(List<SubmittedEventV1> events) {
        var body = new ByteArrayOutputStream();
        try {
            for (SubmittedEventV1 event : events) {
                body.write(ContractJson.mapper().writeValueAsBytes(event));
                body.write('\n');
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service + path))
                .timeout(ANSWERS_WITHIN)
                .header("Authorization", "Bearer " + writeKey);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder, byte[] body) {
        HttpRequest request = builder.POST(BodyPublishers.ofByteArray(body)).build();
        long begin = System.nanoTime();
        Duration wait = WAIT_FIRST;
        while (true) {
            if (stopping.getAsBoolean()) {
                throw new StoppedException();
            }
            Duration asked = Duration.ZERO;
            String trouble;
            try {
                HttpResponse<byte[]> answer =
                        http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != TOO_MANY && answer.statusCode() < FAILED) {
                    return answer;
                }
                trouble = "it answers with status %d".formatted(answer.statusCode());
                asked = retryAfter(answer);
            } catch (IOException e) {
                trouble = "the connection failed: " + e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException();
            }
            if (System.nanoTime() - begin > GIVE_UP.toNanos()) {
                throw new ClientException(
                        "%s did not take events for %d s: %s; see ./keepwell logs ingest"
                                .formatted(service, GIVE_UP.toSeconds(), trouble));
            }
            pause(asked.compareTo(wait) > 0 ? asked : wait);
            wait = wait.multipliedBy(2).compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait.multipliedBy(2);
        }
    }

    private static Duration retryAfter(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(it -> it.matches("\\d{1,3}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .orElse(Duration.ZERO);
    }

    private void pause(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (System.nanoTime() < end && !stopping.getAsBoolean()) {
            Pause.shortly();
        }
    }

    private HttpResponse<byte[]> required(HttpResponse<byte[]> answer, int status) {
        if (answer.statusCode() != status) {
            throw new ClientException(
                    "%s answers with status %d: %s"
                            .formatted(
                                    answer.uri(),
                                    answer.statusCode(),
                                    tree(answer).path("detail").asText()));
        }
        return answer;
    }

    private JsonNode tree(HttpResponse<byte[]> answer) {
        try {
            return ContractJson.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new ClientException(
                    "what answers at %s is no ingest service of this release".formatted(service),
                    e);
        }
    }
}
