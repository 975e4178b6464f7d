package io.keepwell.standalone;

import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.SigningKey;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;

/**
 * Asks services that are ready what their users will ask, so that no user is the first: that one
 * would wait for all that a service does only once. It also shows that the keys fit.
 */
final class FirstQuestions implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final int OK_FIRST = 200;
    private static final int OK_LAST = 299;

    private final Secrets secrets;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newHttpClient();

    FirstQuestions(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Sends no events to a service.
     *
     * @throws ServiceProcess.ServiceFailedException when it does not accept them
     */
    void sendNothing(String ingest) throws InterruptedException {
        ask(
                request(ingest + "/v1/events", secrets.writeKey())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("[]")));
    }

    /**
     * Asks a service for the first of a list.
     *
     * @throws ServiceProcess.ServiceFailedException when it does not answer with it
     */
    void read(String list) throws InterruptedException {
        Instant now = clock.instant();
        TokenHolder holder =
                TokenHolder.of("keepwell", EnumSet.of(TokenRole.LEAD), AccountsSeen.ALL, null);
        String token =
                secrets.signingKey().sign(holder, SigningKey.ISSUER, now, now.plus(ANSWERS_WITHIN));
        ask(request(list + "?limit=1", token));
    }

    private static HttpRequest.Builder request(String url, String bearer) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWERS_WITHIN)
                .header("Authorization", "Bearer " + bearer);
    }

    @Override
    public void close() {
        client.close();
    }

    private void ask(HttpRequest.Builder question) throws InterruptedException {
        HttpRequest request = question.build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() < OK_FIRST || answer.statusCode() > OK_LAST) {
                throw new ServiceProcess.ServiceFailedException(
                        "%s answers %d to its own deployment: %s"
                                .formatted(request.uri(), answer.statusCode(), answer.body()));
            }
        } catch (IOException e) {
            throw new ServiceProcess.ServiceFailedException(
                    "%s is ready but does not answer: %s".formatted(request.uri(), e.getMessage()));
        }
    }
}
