package io.keepwell.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import io.keepwell.policy.PolicyFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaks with a scoring service about policies. */
final class ScoringClient {

    static final String DEFAULT_URL = "http://localhost:8082";

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int UNAUTHENTICATED = 401;

    /** What the service reads of a request; it hangs up on a longer one. */
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private final URI policies;
    private final Optional<String> token;

    /** Where the service is, without a path, and the token to show to it. */
    ScoringClient(URI service, Optional<String> token) {
        this.token = token;
        this.policies = URI.create(service.toString().replaceAll("/+$", "") + "/v1/policies");
    }

    /** Of the deployment that runs in a home, or where one runs unless told otherwise. */
    static ScoringClient of(@Nullable URI named, Home home, Optional<String> token) {
        return new ScoringClient(
                Optional.ofNullable(named)
                        .orElseGet(() ->
                                URI.create(
                                        Deployment.running(home)
                                                .map(Deployment::scoring)
                                                .orElse(DEFAULT_URL))),
                token);
    }

    /** What the service does not do, in its own words. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Nothing answers, or it is no scoring service. */
    static final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreachableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** What is sent. */
    record Bundle(List<PolicyFile> files) {}

    /** A document by name. */
    record Document(String kind, String id, String version) {}

    /** What is in force. */
    record InForce(String version, Instant appliedAt, String appliedBy, List<Document> documents) {}

    /** A document that differs. */
    record Changed(String kind, String id, String change) {}

    /** What applying did, or would do. */
    record Applied(
            String version,
            @Nullable String previousVersion,
            List<Changed> changed,
            int unchanged,
            boolean dryRun) {}

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

    InForce inForce() {
        return read(send(HttpRequest.newBuilder(policies).GET()), InForce.class);
    }

    Applied apply(Bundle bundle, boolean dryRun) {
        URI target = dryRun ? URI.create(policies + "?dryRun=true") : policies;
        byte[] body = Json.of(bundle).getBytes(StandardCharsets.UTF_8);
        if (body.length > BODY_BYTES_MAX) {
            throw new RefusedException(
                    "the files are %d bytes long, as they are sent, and must not be longer than %d"
                            .formatted(body.length, BODY_BYTES_MAX));
        }
        return read(
                send(
                        HttpRequest.newBuilder(target)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))),
                Applied.class);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        try (var client = HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build()) {
            return client.send(
                    request.timeout(ANSWERS_WITHIN).build(), HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new UnreachableException(
                    "%s did not answer in time; ask with ./keepwell policy show what is in force"
                            .formatted(policies),
                    e);
        } catch (IOException e) {
            throw new UnreachableException(
                    "nothing answers at %s; start it with ./keepwell up, or name another with --url"
                            .formatted(policies),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }

    private <T> T read(HttpResponse<String> answer, Class<T> type) {
        try {
            if (answer.statusCode() == OK) {
                return ContractJson.mapper().readValue(answer.body(), type);
            }
            if (answer.statusCode() == UNAUTHENTICATED) {
                throw new RefusedException(
                        "the service at %s does not know the token; show one of its issuer's with --token or KEEPWELL_TOKEN"
                                .formatted(policies));
            }
            throw new RefusedException(
                    ContractJson.mapper().readValue(answer.body(), Problem.class).inWords());
        } catch (JsonProcessingException e) {
            throw new UnreachableException(
                    "what answers at %s with status %d is no scoring service of this release"
                            .formatted(policies, answer.statusCode()),
                    e);
        }
    }
}
