package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.IngestConfig;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.signature.SignatureResult;
import io.keepwell.ingest.domain.signature.SignatureVerifier;
import io.keepwell.ingest.domain.signature.SignedRequest;
import io.keepwell.ingest.domain.source.Source;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whether a request is of the source whose address it was sent to. */
@Singleton
class WebhookProof {

    private final WriteKeyAuth auth;
    private final @Nullable String publicUrl;

    WebhookProof(WriteKeyAuth auth, IngestConfig config) {
        this.auth = auth;
        this.publicUrl =
                config.publicUrl().map(url -> url.toString().replaceAll("/+$", "")).orElse(null);
    }

    /** Whether a source signs, so that only its body says who sends it. */
    static boolean isSigned(Source source) {
        return !source.spec().signature().isEmpty();
    }

    /**
     * Whether the request shows the source's key: as a bearer token, as the user name of Basic
     * authentication, or as {@code key} in the address, for senders that can set nothing else.
     */
    boolean showsKey(Source source, HttpServerRequest request) {
        return auth.sourceOfBearerOrBasic(request.getHeader(HttpHeaders.AUTHORIZATION))
                .or(() -> Optional.ofNullable(request.getParam("key")).flatMap(auth::owner))
                .filter(owner -> owner.name().equals(source.name()))
                .isPresent();
    }

    /** Whether the body is signed by the source. */
    SignatureResult verify(
            Source source, HttpServerRequest request, Body body, Instant receivedAt) {
        return SignatureVerifier.verify(
                source.spec().signature(),
                source.secrets(),
                new SignedRequest(
                        request.method().name(),
                        publicUrl == null ? request.absoluteURI() : publicUrl + request.uri(),
                        request::getHeader,
                        body.bytes(),
                        receivedAt));
    }
}
