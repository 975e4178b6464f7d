package io.keepwell.ingest.domain.signature;

import java.time.Instant;

/** One request as its sender made it, which is what the sender has signed. */
public final class SignedRequest {

    private final String method;
    private final String url;
    private final HeaderLookup headers;
    private final byte[] body;
    private final Instant receivedAt;

    /**
     * A request.
     *
     * @param method as it was sent, such as {@code POST}
     * @param url the whole URL as the sender called it, still percent-encoded: behind a proxy it is
     *     not the one that we see
     * @param headers the request's
     * @param body every byte as it came, and none for no body; not copied, must not be changed any
     *     more
     * @param receivedAt our clock
     */
    public SignedRequest(
            String method, String url, HeaderLookup headers, byte[] body, Instant receivedAt) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
        this.receivedAt = receivedAt;
    }

    /**
     * The method.
     *
     * @return as it was sent
     */
    public String method() {
        return method;
    }

    /**
     * The URL.
     *
     * @return as the sender called it
     */
    public String url() {
        return url;
    }

    /**
     * The headers.
     *
     * @return finds them
     */
    public HeaderLookup headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return not a copy, must not be changed
     */
    public byte[] body() {
        return body;
    }

    /**
     * When it came.
     *
     * @return by our clock
     */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Without the URL and the headers, which may hold secrets, and without the body. */
    @Override
    public String toString() {
        return "%s of %d bytes at %s".formatted(method, body.length, receivedAt);
    }
}
