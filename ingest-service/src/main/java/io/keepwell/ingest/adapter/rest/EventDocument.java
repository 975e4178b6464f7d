package io.keepwell.ingest.adapter.rest;

import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event as a system submits it, for the description of the interface only: events are read from
 * the stream and never become this.
 *
 * @param id unique within the source
 * @param accountId the customer
 * @param type what happened
 * @param occurredAt when
 * @param actorId who did it
 * @param value its number
 * @param attributes what else there is to say
 */
@Schema(name = "Event", description = "Something a customer did. Further fields are ignored.")
public record EventDocument(
        @Schema(
                        description =
                                "Unique within the source. A repeat within 48 hours is counted"
                                        + " once.",
                        required = true,
                        minLength = 1,
                        maxLength = 200,
                        examples = "evt-8f1c2")
                String id,
        @Schema(
                        description = "The customer, by the id that the company's systems use.",
                        required = true,
                        minLength = 1,
                        maxLength = 200,
                        examples = "acme-1")
                String accountId,
        @Schema(
                        description =
                                "What happened, as dotted lower-case words. Types that the"
                                        + " catalogue does not list are accepted and kept.",
                        required = true,
                        maxLength = 100,
                        examples = "usage.feature-used")
                String type,
        @Schema(
                        description =
                                "When it happened (RFC 3339), not later than five minutes from"
                                        + " now.",
                        required = true,
                        format = "date-time",
                        examples = "2026-11-03T09:15:28Z")
                String occurredAt,
        @Schema(description = "The user or contact who did it.", maxLength = 200, examples = "u-77")
                @Nullable String actorId,
        @Schema(
                        description =
                                "Its number, at most 10^12 either way, kept to six decimal places.",
                        examples = "3")
                @Nullable BigDecimal value,
        @Schema(
                        type = SchemaType.OBJECT,
                        description =
                                "At most 50; each a text, a number, true, false or null, never an"
                                        + " object or an array.",
                        additionalProperties = Object.class,
                        examples = "{\"feature\": \"export\"}")
                @Nullable Map<String, Object> attributes) {}
