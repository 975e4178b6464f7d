package io.keepwell.model.event;

import io.keepwell.model.Require;
import io.keepwell.model.message.Message;
import java.net.URI;
import java.time.Instant;

/**
 * Topic {@code keepwell.unattributed-events}, key {@code previousId}: two ids were seen to be of
 * one user, so that what the one did belongs to the other's account.
 *
 * @param id unique within the source
 * @param source which connected system says so
 * @param previousId the id that the user had before, for example an anonymous one, as the source
 *     knows it
 * @param userId the id that the user has now, as the source knows it; another than previousId
 * @param occurredAt since when, by the sender's word
 * @param receivedAt when Keepwell received it
 */
public record IdentityMergedV1(
        String id,
        SourceName source,
        String previousId,
        String userId,
        Instant occurredAt,
        Instant receivedAt)
        implements Message {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.identity.merged.v1";

    /** Checks the ids, which must differ, and cuts the times to the millisecond. */
    public IdentityMergedV1 {
        Require.id("id", id);
        Require.id("previousId", previousId);
        Require.id("userId", userId);
        if (userId.equals(previousId)) {
            throw new IllegalArgumentException(
                    "userId must be another than previousId, was '%s' as well".formatted(userId));
        }
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
        return previousId;
    }
}
