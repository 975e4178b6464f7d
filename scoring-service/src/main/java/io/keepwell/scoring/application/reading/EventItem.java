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
                @Nullable String withdrawnBy) {

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
                withdrawnBy);
    }

    /** The same, where it was taken back. */
    EventItem withdrawn(AccountFacts facts) {
        if (type.equals(EventCatalogue.EVENT_WITHDRAWN.value())) {
            // What took another one back has done so for good.
            return this;
        }
        return facts.withdrawnBy(source, id)
                .map(by ->
                        new EventItem(
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
                                by.id()))
                .orElse(this);
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
                null);
    }
}
