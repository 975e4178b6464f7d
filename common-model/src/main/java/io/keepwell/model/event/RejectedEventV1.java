package io.keepwell.model.event;

import io.keepwell.model.Require;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.rejected-events}, key {@code source}: something that could not be accepted,
 * whole, with the reason; so that it can be mended and replayed.
 *
 * @param id unique; names the rejection, not the event
 * @param source which connected system sent it
 * @param rejectedAt when
 * @param code why, for programs
 * @param pointer where in the event, as a JSON Pointer (RFC 6901); absent when it is the whole
 * @param detail why, for people: the field, the value and the cure
 * @param eventId the event's id, if it could be read
 * @param accountId the event's account, if it could be read
 * @param contentType the media type that the sender announced
 * @param body what was sent, if it is valid UTF-8
 * @param bodyBase64 what was sent, in Base64, if it is not
 * @param request how it came in, if it can be read again: then the body is a request of that form
 *     with this one item. Without it, the body is the item alone, perhaps only its beginning
 */
public record RejectedEventV1(
        UUID id,
        SourceName source,
        Instant rejectedAt,
        RejectionCode code,
        @Nullable String pointer,
        String detail,
        @Nullable String eventId,
        @Nullable String accountId,
        String contentType,
        @Nullable String body,
        @Nullable String bodyBase64,
        @Nullable SentRequest request)
        implements Message {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.event.rejected.v1";

    /** Checks that the body is there exactly once. */
    public RejectedEventV1 {
        rejectedAt = Require.time("rejectedAt", rejectedAt);
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
        return Publisher.INGEST.uri();
    }

    @Override
    public String messageType() {
        return TYPE;
    }

    @Override
    public Instant messageTime() {
        return rejectedAt;
    }

    @Override
    public String messageKey() {
        return source.value();
    }
}
