package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.domain.source.CurrentSources;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.runtime.ProblemResponses;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the source that a request's write key belongs to. */
@Singleton
class WriteKeyAuth {

    private static final String BEARER = "Bearer";
    private static final String BASIC = "Basic";
    private static final int ENCODED_LENGTH_MAX = 1_000;

    private final CurrentSources sources;

    WriteKeyAuth(CurrentSources sources) {
        this.sources = sources;
    }

    /** The source, or empty when nobody's key was shown. */
    Optional<Source> source(@Nullable String authorization) {
        return credentials(authorization, BEARER).flatMap(this::owner);
    }

    /** The same, where the key may also be the user name of Basic authentication. */
    Optional<Source> sourceOfBearerOrBasic(@Nullable String authorization) {
        return source(authorization)
                .or(() ->
                        credentials(authorization, BASIC)
                                .flatMap(WriteKeyAuth::userName)
                                .flatMap(this::owner));
    }

    /** The source that a key is of, or empty. */
    Optional<Source> owner(String key) {
        return sources.now().owner(key);
    }

    /** The answer to who has shown nobody's key. */
    static Response challenge() {
        return ProblemResponses.unauthenticated(
                BEARER, "send the header 'Authorization: Bearer <write key>' with a known key");
    }

    /** The same, where the key may stand in several places. */
    static Response challengeInBody() {
        return ProblemResponses.unauthenticated(
                BEARER,
                "send a known write key as the user name of Basic authentication, with an empty"
                        + " password, or as writeKey in the body");
    }

    private static Optional<String> credentials(@Nullable String authorization, String scheme) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                || authorization.length() <= scheme.length()
                || authorization.charAt(scheme.length()) != ' ') {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(scheme.length()).strip());
    }

    /** What stands before the colon; some senders leave the colon away. */
    private static Optional<String> userName(String encoded) {
        if (encoded.length() > ENCODED_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
