package io.keepwell.model.event;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a system submits it, by {@code POST /v1/events} or on {@code
 * keepwell.inbound-events}; its source is who authenticated, and the time of receipt is ours.
 *
 * @param id unique within the source
 * @param accountId the customer
 * @param type what happened
 * @param occurredAt when it happened; not later than now plus five minutes
 * @param actorId the user or contact who did it
 * @param value its number, in the unit that the catalogue gives for the type
 * @param attributes what else there is to say
 */
public record SubmittedEventV1(
        String id,
        AccountId accountId,
        EventType type,
        Instant occurredAt,
        @Nullable String actorId,
        @Nullable BigDecimal value,
        @Nullable Attributes attributes) {

    /** Checks the ids, cuts the time to the millisecond, brings the value to its one spelling. */
    public SubmittedEventV1 {
        Require.id("id", id);
        occurredAt = Require.time("occurredAt", occurredAt);
        Require.idOrNone("actorId", actorId);
        value = Require.decimalOrNone("value", value);
    }
}
