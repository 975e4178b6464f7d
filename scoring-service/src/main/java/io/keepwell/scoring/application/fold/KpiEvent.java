package io.keepwell.scoring.application.fold;

import io.keepwell.engine.facts.MemberHash;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event that a KPI counts one by one; of the uses of a feature, one in an account and month
 * (requirements K7 to K16).
 *
 * @param account whose
 * @param type its type
 * @param occurredAt when it occurred
 * @param source who sent it
 * @param eventId its id
 * @param value its value as it is counted: ratings in percent of their scale; null for none
 * @param person a hash of who it was; null where it does not say
 * @param about a hash of what it is about, where several events are about the same; else null
 */
public record KpiEvent(
        AccountId account,
        String type,
        Instant occurredAt,
        String source,
        String eventId,
        @Nullable BigDecimal value,
        @Nullable Long person,
        @Nullable Long about) {

    private static final String FEATURE_USED = "usage.feature-used";
    private static final String ARTICLE = "support.article-viewed";
    private static final String OPPORTUNITIES = "commercial.opportunity-";
    private static final String OPPORTUNITY = "opportunityId";
    private static final String MEETING = "engagement.meeting-attended";

    private static final Set<String> TYPES =
            Set.of(
                    "support.csat-submitted",
                    "engagement.nps-submitted",
                    "engagement.ces-submitted",
                    "engagement.qbr-completed",
                    "outcome.first-value-reached",
                    "outcome.goal-met",
                    "outcome.value-reported",
                    "relationship.sponsor-met",
                    ARTICLE,
                    "support.ticket-opened",
                    "commercial.opportunity-opened",
                    "commercial.opportunity-closed",
                    "commercial.contract-started",
                    MEETING);

    /**
     * Reads an event.
     *
     * @param event the event
     * @param catalogue knows how values are counted
     * @return empty when no KPI counts it; of meetings only those with executives are, and of
     *     articles only those of which it is known who read them
     */
    static Optional<KpiEvent> of(CustomerEventV1 event, EventCatalogue catalogue) {
        String type = event.type().value();
        if (type.equals(FEATURE_USED)) {
            return event.attributes().text("feature").map(it -> used(event, it));
        }
        boolean isOther =
                (type.equals(MEETING)
                                && !event.attributes()
                                        .text("kind")
                                        .filter("executive"::equals)
                                        .isPresent())
                        || (type.equals(ARTICLE) && event.actorId() == null);
        if (!TYPES.contains(type) || isOther) {
            return Optional.empty();
        }
        String actor = event.actorId();
        return Optional.of(
                new KpiEvent(
                        event.accountId(),
                        type,
                        event.occurredAt(),
                        event.source().value(),
                        event.id(),
                        catalogue
                                .counted(event.type(), event.value(), event.attributes())
                                .orElse(null),
                        actor == null ? null : (Long) MemberHash.of(actor),
                        type.startsWith(OPPORTUNITIES)
                                ? event.attributes()
                                        .text(OPPORTUNITY)
                                        .map(MemberHash::of)
                                        .orElse(null)
                                : null));
    }

    /** The same whoever uses the feature and how often, so that it is kept once. */
    private static KpiEvent used(CustomerEventV1 event, String feature) {
        long about = MemberHash.of(feature);
        return new KpiEvent(
                event.accountId(),
                FEATURE_USED,
                event.occurredAt()
                        .atOffset(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.DAYS)
                        .withDayOfMonth(1)
                        .toInstant(),
                "",
                Long.toHexString(about),
                null,
                null,
                about);
    }
}
