package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was found, or not, in the words of HTTP. */
final class Answers {

    private static final int QUOTED_MAX = 200;

    private Answers() {}

    static Response ok(Object found) {
        return Response.ok(found, MediaType.APPLICATION_JSON_TYPE).build();
    }

    static Response okOrUnknown(Optional<?> found, String accountId) {
        return found.map(Answers::ok).orElseGet(() -> unknown(accountId));
    }

    static Response unknown(String accountId) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "no account '%s' has been judged yet".formatted(quoted(accountId))));
    }

    static Response notYetJudged(String accountId, Instant at) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "account '%s' had no score at %s yet; /v1/accounts/{id}/score/history tells when its first was given"
                                .formatted(quoted(accountId), at)));
    }

    static String quoted(String text) {
        return text.codePoints()
                .limit(QUOTED_MAX)
                .mapToObj(it -> Character.isISOControl(it) ? "?" : Character.toString(it))
                .collect(Collectors.joining());
    }
}
