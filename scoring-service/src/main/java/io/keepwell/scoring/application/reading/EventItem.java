package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.erasure.NamedPersons;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event as it lies on keepwell.customer-events, and where. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "An event as it lies on keepwell.customer-events, and where.")
public record EventItem(
        @Schema(required = true) int partition,
        @Schema(required = true) long offset,
        @Schema(description = "Unique within the source.", required = true) String id,
        @Schema(required = true) String source,
        @Schema(required = true) String accountId,
        @Schema(required = true, examples = "usage.session-started") String type,
        @Schema(required = true) Instant occurredAt,
        @Schema(required = true) Instant receivedAt,
        @Schema(description = "The user or contact who did it.") @Nullable String actorId,
        @Schema(description = "Its number, in the unit that the catalogue gives.")
                @Nullable BigDecimal value,
        @Schema(required = true, type = SchemaType.OBJECT, implementation = Object.class)
                @JsonInclude(content = JsonInclude.Include.ALWAYS)
                Map<String, AttributeValue> attributes,
        @Schema(description = "The backfill run that brought it.") @Nullable String backfill,
        @Schema(
                        description =
                                "The id of the event by which its source took it back: it counts"
                                        + " no more. Absent while nobody has.")
                @Nullable String withdrawnBy,
        @Schema(
                        description =
                                "Of an event that takes another one back: whether that was there,"
                                        + " or came since. False while this source has sent none of"
                                        + " this account by that id, and where the log did not hold"
                                        + " it any more: nothing counts less than before. Absent of"
                                        + " all other events.")
                @Nullable Boolean tookBack) {

    /** Names what is taken back. */
    private static final String EVENT_ID = "eventId";

    /** Whom it names. */
    Set<String> persons() {
        return NamedPersons.of(actorId, attributes);
    }

    /** The same, but for who did it, and what else might tell that. */
    EventItem withoutPerson() {
        return new EventItem(
                partition,
                offset,
                id,
                source,
                accountId,
                type,
                occurredAt,
                receivedAt,
                null,
                value,
                Map.of(),
                backfill,
                withdrawnBy,
                tookBack);
    }

    /** The same, with whether it was taken back, or took another one back. */
    EventItem withdrawn(AccountFacts facts) {
        if (type.equals(EventCatalogue.EVENT_WITHDRAWN.value())) {
            // What took another one back has done so for good.
            return attributes.get(EVENT_ID) instanceof AttributeValue.Text(String taken)
                    ? with(null, facts.isWithdrawnMet(source, taken))
                    : this;
        }
        return facts.withdrawnBy(source, id).map(by -> with(by.id(), null)).orElse(this);
    }

    private EventItem with(@Nullable String withdrawnBy, @Nullable Boolean tookBack) {
        return new EventItem(
                partition,
                offset,
                id,
                source,
                accountId,
                type,
                occurredAt,
                receivedAt,
                actorId,
                value,
                attributes,
                backfill,
                withdrawnBy,
                tookBack);
    }

    static EventItem of(int partition, long offset, CustomerEventV1 event) {
        return new EventItem(
                partition,
                offset,
                event.id(),
                event.source().value(),
                event.accountId().value(),
                event.type().value(),
                event.occurredAt(),
                event.receivedAt(),
                event.actorId(),
                event.value(),
                event.attributes().values(),
                event.backfill(),
                null,
                null);
    }
}
