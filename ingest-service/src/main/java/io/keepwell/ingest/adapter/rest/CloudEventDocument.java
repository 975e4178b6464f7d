package io.keepwell.ingest.adapter.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent in structured mode, for the description of the interface only.
 *
 * @param specversion the version of CloudEvents
 * @param id unique within its source
 * @param source who produced it
 * @param type what happened
 * @param subject the account
 * @param time when
 * @param datacontenttype the media type of the data
 * @param data what else there is to say
 */
@Schema(
        name = "CloudEvent",
        description =
                "A CloudEvent, version 1.0. Its subject is the account; or the extension accountid,"
                        + " or accountId in its data.")
public record CloudEventDocument(
        @Schema(required = true, examples = "1.0", enumeration = "1.0") String specversion,
        @Schema(
                        description = "Unique within its source.",
                        required = true,
                        minLength = 1,
                        examples = "8f1c2")
                String id,
        @Schema(
                        description = "Who produced it.",
                        required = true,
                        minLength = 1,
                        format = "uri-reference",
                        examples = "/billing")
                String source,
        @Schema(
                        description =
                                "What happened. One that ends with a type of the catalogue is of"
                                        + " that type.",
                        required = true,
                        examples = "com.acme.usage.feature-used")
                String type,
        @Schema(description = "The account.", examples = "acme-1") @Nullable String subject,
        @Schema(
                        description = "When it happened; when it came in, where this is absent.",
                        format = "date-time",
                        examples = "2026-11-03T09:15:28Z")
                @Nullable String time,
        @Schema(description = "How data are written.", examples = "application/json")
                @Nullable String datacontenttype,
        @Schema(
                        description =
                                "Becomes the event's attributes; value, actorId (or userId) and"
                                        + " accountId are what they are in an event.",
                        implementation = Object.class,
                        examples = "{\"feature\": \"export\", \"actorId\": \"u-77\"}")
                @Nullable Object data) {}
