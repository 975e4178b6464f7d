package io.keepwell.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The HTTP API of one service, as somebody with a token uses it. */
public final class ServiceApi {

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
    private static final int OK_FIRST = 200;
    private static final int OK_LAST = 299;
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHENTICATED = 401;

    private final URI service;
    private final Supplier<Optional<String>> token;
    private final Cures cures;

    /**
     * Of a service.
     *
     * @param service where it is, without a path
     * @param token gives the bearer token of whoever asks; nothing where there is none to show
     * @param cures what somebody can do who is not served
     */
    public ServiceApi(URI service, Supplier<Optional<String>> token, Cures cures) {
        this.service = URI.create(service.toString().replaceAll("/+$", ""));
        this.token = token;
        this.cures = cures;
    }

    /**
     * What somebody can do who is not served.
     *
     * @param away when nothing is there
     * @param late when it takes too long
     * @param unknown when it does not know the token
     */
    public record Cures(String away, String late, String unknown) {

        /** For the deployment on this machine, and tokens of its own making. */
        public static final Cures HERE =
                new Cures(
                        "start it with ./keepwell up",
                        "./keepwell logs tells why",
                        "./keepwell status tells whose deployment it is");
    }

    /** What the service does not do, in its own words. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /**
         * Says so.
         *
         * @param message why, and what to do
         */
        public RefusedException(String message) {
            super(message);
        }
    }

    /** Nothing answers, or it is no service of this release. */
    public static final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /**
         * Says so.
         *
         * @param message what to do about it
         */
        public UnreachableException(String message) {
            super(message);
        }

        UnreachableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A problem document, as far as people want to know. */
    private record Problem(
            @Nullable String title, @Nullable String detail, @Nullable List<ProblemError> errors) {

        private record ProblemError(String pointer, String detail) {}

        String inWords() {
            var words = new StringBuilder("" + (detail == null ? title : detail));
            if (errors != null) {
                errors.forEach(error -> words.append("\n  ").append(error.detail()));
            }
            return words.toString();
        }
    }

    /**
     * Asks.
     *
     * @param path begins with a slash; what comes from users in it is encoded already
     * @param query parameters by name; a null value leaves one out
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer
     * @throws RefusedException when the service says no
     * @throws UnreachableException when nothing answers
     */
    public <T> T get(String path, Map<String, @Nullable String> query, Class<T> type) {
        return read(send(request(path, query).GET()), type);
    }

    /**
     * Asks for what is read line by line while it comes, however long that takes.
     *
     * @param path begins with a slash; what comes from users in it is encoded already
     * @param query parameters by name; a null value leaves one out
     * @param reading what is done with the lines
     * @throws RefusedException when the service says no
     * @throws UnreachableException when nothing answers, or not to the end
     */
    public void lines(
            String path, Map<String, @Nullable String> query, Consumer<Stream<String>> reading) {
        try (var client = HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build()) {
            HttpResponse<InputStream> answer =
                    client.send(
                            request(path, query).GET().build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (var body =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                if (isGood(answer.statusCode())) {
                    reading.accept(body.lines());
                } else {
                    throw refused(
                            answer.statusCode(), body.lines().collect(Collectors.joining("\n")));
                }
            }
        } catch (UncheckedIOException e) {
            throw new UnreachableException(
                    "%s stopped in the middle of its answer; ask again".formatted(service), e);
        } catch (IOException e) {
            throw new UnreachableException(
                    "nothing answers at %s; %s".formatted(service, cures.away()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }

    /**
     * Asks for what may not be there.
     *
     * @param path begins with a slash; what comes from users in it is encoded already
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer, empty where the service knows of no such thing
     * @throws RefusedException when the service says no
     * @throws UnreachableException when nothing answers
     */
    public <T> Optional<T> find(String path, Class<T> type) {
        HttpResponse<String> answer = send(request(path, Map.of()).GET());
        return answer.statusCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(read(answer, type));
    }

    /**
     * Asks for something to be done.
     *
     * @param path begins with a slash; what comes from users in it is encoded already
     * @param body what is said with it
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer
     * @throws RefusedException when the service says no
     * @throws UnreachableException when nothing answers
     */
    public <T> T post(String path, Map<String, String> body, Class<T> type) {
        return read(send("POST", path, Map.of(), json(body)), type);
    }

    /**
     * Asks for something to be worked out.
     *
     * @param path begins with a slash; what comes from users in it is encoded already
     * @param query parameters by name; a null value leaves one out
     * @param body what is said with it, JSON
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer
     * @throws RefusedException when the service says no
     * @throws UnreachableException when nothing answers
     */
    public <T> T post(
            String path, Map<String, @Nullable String> query, String body, Class<T> type) {
        return read(send("POST", path, query, body), type);
    }

    /**
     * Asks for something to be done, if nobody else has changed anything meanwhile.
     *
     * @param path begins with a slash; what comes from users in it is encoded already
     * @param ifMatch the entity tag of what it is to be done to, in quotes
     * @param body what is said with it, JSON
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer
     * @throws RefusedException when the service says no
     * @throws UnreachableException when nothing answers
     */
    public <T> T post(String path, String ifMatch, String body, Class<T> type) {
        return read(
                send(
                        request(path, Map.of())
                                .header("Content-Type", "application/json")
                                .header("If-Match", ifMatch)
                                .POST(HttpRequest.BodyPublishers.ofString(body))),
                type);
    }

    /**
     * Puts something in the place of what is there.
     *
     * @param path begins with a slash; what comes from users in it is encoded already
     * @param query parameters by name; a null value leaves one out
     * @param body what is put there, JSON
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer
     * @throws RefusedException when the service says no
     * @throws UnreachableException when nothing answers
     */
    public <T> T put(String path, Map<String, @Nullable String> query, String body, Class<T> type) {
        return read(send("PUT", path, query, body), type);
    }

    /**
     * A part of a path that comes from users.
     *
     * @param part any text
     * @return with all that could mean something else encoded
     */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> send(
            String method, String path, Map<String, @Nullable String> query, String body) {
        return send(
                request(path, query)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, Map<String, @Nullable String> query) {
        String parameters =
                query.entrySet().stream()
                        .filter(it -> it.getValue() != null)
                        .map(it -> it.getKey() + "=" + encoded("" + it.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create(
                                service + path + (parameters.isEmpty() ? "" : "?" + parameters)));
        token.get().ifPresent(it -> request.header("Authorization", "Bearer " + it));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try (var client = HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build()) {
            return client.send(
                    request.timeout(ANSWERS_WITHIN).build(), HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new UnreachableException(
                    "%s did not answer in time; %s".formatted(service, cures.late()), e);
        } catch (IOException e) {
            throw new UnreachableException(
                    "nothing answers at %s; %s".formatted(service, cures.away()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }

    private <T> T read(HttpResponse<String> answer, Class<T> type) {
        if (!isGood(answer.statusCode())) {
            throw refused(answer.statusCode(), answer.body());
        }
        try {
            return ContractJson.mapper().readValue(answer.body(), type);
        } catch (JsonProcessingException e) {
            throw foreign(answer.statusCode(), e);
        }
    }

    private static boolean isGood(int status) {
        return status >= OK_FIRST && status <= OK_LAST;
    }

    private RuntimeException refused(int status, String body) {
        if (status == UNAUTHENTICATED) {
            return new RefusedException(
                    "the service at %s does not know the token; %s"
                            .formatted(service, cures.unknown()));
        }
        try {
            return new RefusedException(
                    ContractJson.mapper().readValue(body, Problem.class).inWords());
        } catch (JsonProcessingException e) {
            return foreign(status, e);
        }
    }

    private UnreachableException foreign(int status, JsonProcessingException cause) {
        return new UnreachableException(
                "what answers at %s with status %d is no service of this release"
                        .formatted(service, status),
                cause);
    }

    private static String json(Map<String, String> body) {
        try {
            return ContractJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
