package io.keepwell.model.event;

import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import io.keepwell.model.message.Message;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.unattributed-events}, key {@code userId}: an event whose account is not
 * known yet. Once it is, the event goes to {@code keepwell.customer-events} under its own id.
 *
 * @param id unique within the source, and kept when the event is attributed
 * @param source which connected system sent it
 * @param userId by whom the account will be known, as the source knows them; who did it, unless
 *     actorId names another
 * @param type what happened
 * @param occurredAt when it happened
 * @param receivedAt when Keepwell received it
 * @param value its number
 * @param attributes what else there is to say; empty when nothing is
 * @param actorId who did it, where that is not the user named by userId, for example when userId
 *     names an organisation of a help desk; without it, userId did it
 */
public record UnattributedEventV1(
        String id,
        SourceName source,
        String userId,
        EventType type,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable BigDecimal value,
        Attributes attributes,
        @Nullable String actorId)
        implements Message {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.event.left-unattributed.v1";

    /** Checks the ids, cuts the times to the millisecond, brings the value to its one spelling. */
    public UnattributedEventV1 {
        Require.id("id", id);
        Require.id("userId", userId);
        occurredAt = Require.time("occurredAt", occurredAt);
        receivedAt = Require.time("receivedAt", receivedAt);
        value = Require.decimalOrNone("value", value);
        Require.idOrNone("actorId", actorId);
    }

    @Override
    public String messageId() {
        return id;
    }

    @Override
    public URI messageSource() {
        return source.uri();
    }

    @Override
    public String messageType() {
        return TYPE;
    }

    @Override
    public Instant messageTime() {
        return occurredAt;
    }

    @Override
    public String messageKey() {
        return userId;
    }
}
