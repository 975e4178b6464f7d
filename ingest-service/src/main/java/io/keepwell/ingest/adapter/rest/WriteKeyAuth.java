package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.domain.key.Sources;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.ProblemResponses;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the source that a request's write key belongs to. */
@Singleton
class WriteKeyAuth {

    private static final String SCHEME = "Bearer";

    private final Sources sources;

    WriteKeyAuth(Sources sources) {
        this.sources = sources;
    }

    /** The source, or empty when nobody's key was shown. */
    Optional<SourceName> source(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || authorization.length() <= SCHEME.length()
                || authorization.charAt(SCHEME.length()) != ' ') {
            return Optional.empty();
        }
        return sources.owner(authorization.substring(SCHEME.length()).strip());
    }

    /** The answer to who has shown nobody's key. */
    static Response challenge() {
        return ProblemResponses.unauthenticated(
                SCHEME, "send the header 'Authorization: Bearer <write key>' with a known key");
    }
}
