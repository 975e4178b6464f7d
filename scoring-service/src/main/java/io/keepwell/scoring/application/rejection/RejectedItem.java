package io.keepwell.scoring.application.rejection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What ingest could not accept, and why; without what was sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What ingest could not accept, and why.")
public record RejectedItem(
        @Schema(required = true) UUID id,
        @Schema(description = "Who sent it.", required = true) String source,
        @Schema(required = true) Instant rejectedAt,
        @Schema(description = "Why, in a word.", required = true) String code,
        @Schema(description = "Where in the event, as a JSON Pointer; absent when it is the whole.")
                @Nullable String pointer,
        @Schema(
                        description =
                                "Why: the field, the value and the cure; in a list cut short.",
                        required = true)
                String detail,
        @Schema(description = "The event's id, as far as it could be read.")
                @Nullable String eventId,
        @Schema(description = "Whose it is, as far as it could be read.")
                @Nullable String accountId,
        @Schema(description = "The media type of what was sent.", required = true)
                String contentType,
        @Schema(description = "How much of it is kept.", required = true) int bytes,
        @Schema(
                        description =
                                "Whether it can be replayed; not where only a part of it is kept.",
                        required = true)
                boolean replayable,
        @Schema(description = "When it was replayed; absent when it was not.")
                @Nullable Instant replayedAt,
        @Schema(description = "Who let it be replayed; absent when it was not.")
                @Nullable String replayedBy) {

    RejectedItem with(String whole) {
        return new RejectedItem(
                id,
                source,
                rejectedAt,
                code,
                pointer,
                whole,
                eventId,
                accountId,
                contentType,
                bytes,
                replayable,
                replayedAt,
                replayedBy);
    }
}
