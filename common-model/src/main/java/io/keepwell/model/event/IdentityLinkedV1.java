package io.keepwell.model.event;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.model.message.Message;
import java.net.URI;
import java.time.Instant;

/**
 * Topic {@code keepwell.unattributed-events}, key {@code userId}: a user was seen to belong to an
 * account, so that the user's unattributed events can be given to it.
 *
 * @param id unique within the source
 * @param source which connected system says so
 * @param userId the user, as the source knows them
 * @param accountId the account
 * @param occurredAt since when, by the sender's word
 * @param receivedAt when Keepwell received it
 */
public record IdentityLinkedV1(
        String id,
        SourceName source,
        String userId,
        AccountId accountId,
        Instant occurredAt,
        Instant receivedAt)
        implements Message {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.identity.linked.v1";

    /** Checks the ids and cuts the times to the millisecond. */
    public IdentityLinkedV1 {
        Require.id("id", id);
        Require.id("userId", userId);
        occurredAt = Require.time("occurredAt", occurredAt);
        receivedAt = Require.time("receivedAt", receivedAt);
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
