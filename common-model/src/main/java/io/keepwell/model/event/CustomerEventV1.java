package io.keepwell.model.event;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.customer-events}, key {@code accountId}: something a customer did, or that
 * was done for one, in the one form that scoring reads.
 *
 * @param id unique within the source; a repeat within 48 hours is counted as a duplicate
 * @param source which connected system sent it
 * @param accountId the customer
 * @param type what happened
 * @param occurredAt when it happened, by the sender's word; at most five minutes after receivedAt
 * @param receivedAt when Keepwell received it; also the record's timestamp
 * @param actorId the user or contact who did it
 * @param value its number, in the unit that the catalogue gives for the type
 * @param attributes what else there is to say; empty when nothing is
 * @param backfill the backfill run that brought it
 */
public record CustomerEventV1(
        String id,
        SourceName source,
        AccountId accountId,
        EventType type,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String actorId,
        @Nullable BigDecimal value,
        Attributes attributes,
        @Nullable String backfill)
        implements EventLogEntry {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.customer-event.accepted.v1";

    /** Checks the ids, cuts the times to the millisecond, brings the value to its one spelling. */
    public CustomerEventV1 {
        Require.id("id", id);
        occurredAt = Require.time("occurredAt", occurredAt);
        receivedAt = Require.time("receivedAt", receivedAt);
        Require.idOrNone("actorId", actorId);
        value = Require.decimalOrNone("value", value);
        Require.idOrNone("backfill", backfill);
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
        return accountId.value();
    }
}
