package io.keepwell.standalone.client;

import com.fasterxml.jackson.databind.JavaType;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from one service. */
public final class ServiceReads {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int PAGE = 200;

    private final HttpClient http;
    private final String service;
    private final Tokens tokens;

    /**
     * Of a service.
     *
     * @param http sends
     * @param service its address, without a path
     * @param tokens who we are to it
     */
    public ServiceReads(HttpClient http, String service, Tokens tokens) {
        this.http = http;
        this.service = service;
        this.tokens = tokens;
    }

    /** The service does not answer now; it may later. */
    public static final class AwayException extends RuntimeException {
        private static final long serialVersionUID = 1;

        AwayException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A page of a list. */
    private record Page<T>(List<T> items, @Nullable String next) {}

    /**
     * Reads one document.
     *
     * @param path where it is
     * @param type what it is
     * @param <T> what it is
     * @return the document
     * @throws AwayException when the service does not answer with it
     */
    public <T> T get(String path, Class<T> type) {
        byte[] answer = answer(path);
        try {
            return ContractJson.mapper().readValue(answer, type);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Reads a whole list.
     *
     * @param path with a query
     * @param type what its items are
     * @param <T> what its items are
     * @return all of them
     * @throws AwayException when the service does not answer with it
     */
    public <T> List<T> all(String path, Class<T> type) {
        JavaType pages =
                ContractJson.mapper().getTypeFactory().constructParametricType(Page.class, type);
        var all = new ArrayList<T>();
        String cursor = "";
        while (cursor != null) {
            String from =
                    cursor.isEmpty()
                            ? ""
                            : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            byte[] answer = answer("%s&limit=%d%s".formatted(path, PAGE, from));
            try {
                Page<T> page = ContractJson.mapper().readValue(answer, pages);
                all.addAll(page.items());
                cursor = page.next();
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }
        return all;
    }

    private ClientException unreadable(String path, IOException cause) {
        return new ClientException(
                "what answers at %s%s is no service of this release".formatted(service, path),
                cause);
    }

    private byte[] answer(String path) {
        URI uri = URI.create(service + path);
        var request = HttpRequest.newBuilder(uri).timeout(ANSWERS_WITHIN).GET();
        String token = tokens.next();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new AwayException(
                        "%s answers with status %d".formatted(uri, answer.statusCode()), null);
            }
            return answer.body();
        } catch (IOException e) {
            throw new AwayException("nothing answers at " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
