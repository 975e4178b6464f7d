package io.keepwell.runtime;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Problems as answers of REST resources. */
public final class ProblemResponses {

    private ProblemResponses() {}

    /**
     * A problem as an answer.
     *
     * @param problem the body
     * @return the answer
     */
    public static Response of(Problem problem) {
        return builder(problem).build();
    }

    /**
     * Says that the caller's credentials are missing or not known.
     *
     * @param challenge how to authenticate, for the header {@code WWW-Authenticate}
     * @param detail what went wrong this time and the cure
     * @return the answer
     */
    public static Response unauthenticated(String challenge, String detail) {
        return builder(ProblemType.UNAUTHENTICATED.withDetail(detail))
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    /**
     * Says that the same request may succeed later.
     *
     * @param detail what is not available
     * @param retryAfter how long to wait, cut to seconds, at least one
     * @return the answer
     */
    public static Response unavailable(String detail, Duration retryAfter) {
        return builder(ProblemType.UNAVAILABLE.withDetail(detail))
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
                .build();
    }

    /**
     * Says that the caller asks too often.
     *
     * @param detail what went wrong this time and the cure
     * @param retryAfterSeconds how long to wait, at least 1
     * @return the answer
     */
    public static Response tooManyRequests(String detail, long retryAfterSeconds) {
        return builder(ProblemType.TOO_MANY_REQUESTS.withDetail(detail))
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfterSeconds))
                .build();
    }

    static Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status()).entity(problem).type(Problem.MEDIA_TYPE);
    }
}
