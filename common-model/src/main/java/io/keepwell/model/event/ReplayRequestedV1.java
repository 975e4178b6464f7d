package io.keepwell.model.event;

import io.keepwell.model.Require;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.replays}, key {@code source}: something that was rejected is to be read
 * again, as if its sender had sent it again. What fails again is rejected again, under another id.
 *
 * @param id unique; the same however often one rejection is asked for
 * @param rejectionId which rejection
 * @param source which connected system sent it
 * @param requestedAt when it was asked for
 * @param requestedBy by whom
 * @param contentType the media type that the sender announced
 * @param body what was sent, if it is valid UTF-8
 * @param bodyBase64 what was sent, in Base64, if it is not
 * @param request how it came in
 */
public record ReplayRequestedV1(
        UUID id,
        UUID rejectionId,
        SourceName source,
        Instant requestedAt,
        String requestedBy,
        String contentType,
        @Nullable String body,
        @Nullable String bodyBase64,
        SentRequest request)
        implements Message {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.event.replay-requested.v1";

    /** Checks that the body is there exactly once. */
    public ReplayRequestedV1 {
        requestedAt = Require.time("requestedAt", requestedAt);
        SentBody.requireOne(body, bodyBase64);
    }

    /**
     * What was sent, byte for byte.
     *
     * @return the bytes
     */
    public byte[] sent() {
        return SentBody.bytes(body, bodyBase64);
    }

    @Override
    public String messageId() {
        return id.toString();
    }

    @Override
    public URI messageSource() {
        return Publisher.SCORING.uri();
    }

    @Override
    public String messageType() {
        return TYPE;
    }

    @Override
    public Instant messageTime() {
        return requestedAt;
    }

    @Override
    public String messageKey() {
        return source.value();
    }
}
