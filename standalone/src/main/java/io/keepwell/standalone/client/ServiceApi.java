package io.keepwell.standalone.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTTP API of one service, as somebody with a token uses it. */
public final class ServiceApi {

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
    private static final int OK_FIRST = 200;
    private static final int OK_LAST = 299;

    private final URI service;
    private final Supplier<String> token;

    /**
     * Of a service.
     *
     * @param service where it is, without a path
     * @param token gives the bearer token of whoever asks
     */
    public ServiceApi(URI service, Supplier<String> token) {
        this.service = URI.create(service.toString().replaceAll("/+$", ""));
        this.token = token;
    }

    /** What the service does not do, in its own words. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
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
        return read(
                send(
                        request(path, Map.of())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json(body)))),
                type);
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

    private HttpRequest.Builder request(String path, Map<String, @Nullable String> query) {
        String parameters =
                query.entrySet().stream()
                        .filter(it -> it.getValue() != null)
                        .map(it -> it.getKey() + "=" + encoded("" + it.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(
                        URI.create(service + path + (parameters.isEmpty() ? "" : "?" + parameters)))
                .header("Authorization", "Bearer " + token.get());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try (var client = HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build()) {
            return client.send(
                    request.timeout(ANSWERS_WITHIN).build(), HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new UnreachableException("%s did not answer in time".formatted(service), e);
        } catch (IOException e) {
            throw new UnreachableException(
                    "nothing answers at %s; start it with ./keepwell up".formatted(service), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }

    private <T> T read(HttpResponse<String> answer, Class<T> type) {
        try {
            if (answer.statusCode() >= OK_FIRST && answer.statusCode() <= OK_LAST) {
                return ContractJson.mapper().readValue(answer.body(), type);
            }
            throw new RefusedException(
                    ContractJson.mapper().readValue(answer.body(), Problem.class).inWords());
        } catch (JsonProcessingException e) {
            throw new UnreachableException(
                    "what answers at %s with status %d is no service of this release"
                            .formatted(service, answer.statusCode()),
                    e);
        }
    }

    private static String json(Map<String, String> body) {
        try {
            return ContractJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
