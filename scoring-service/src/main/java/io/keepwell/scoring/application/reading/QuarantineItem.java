package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A record that could not be read or folded, and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A record that could not be read or folded, and why.")
public record QuarantineItem(
        @Schema(required = true) UUID id,
        @Schema(
                        description = "The log that it was read from.",
                        required = true,
                        enumeration = {
                            "keepwell.customer-events",
                            "keepwell.unattributed-events",
                            "keepwell.rejected-events",
                            "keepwell.tasks"
                        })
                String topic,
        @Schema(required = true) int partition,
        @Schema(required = true) long offset,
        @Schema(description = "Whose it is, as far as it could be read.")
                @Nullable String accountId,
        @Schema(description = "Who sent it, as far as it could be read.") @Nullable String source,
        @Schema(description = "The event's id, as far as it could be read.")
                @Nullable String eventId,
        @Schema(description = "A short word for the kind of failure.", required = true)
                String reason,
        @Schema(description = "What was wrong.", required = true) String detail,
        @Schema(required = true) Instant quarantinedAt,
        @Schema(description = "When it was sent again; absent when it was not.")
                @Nullable Instant replayedAt,
        @Schema(description = "Who sent it again; absent when it was not.")
                @Nullable String replayedBy,
        @Schema(description = "The record's value; absent when it had none.")
                @Nullable String value,
        @Schema(
                        description = "How the value is written: as text where it is UTF-8.",
                        enumeration = {"utf-8", "base64"})
                @Nullable String encoding) {

    /** Bytes as JSON can carry them. */
    public record Written(@Nullable String value, @Nullable String encoding) {

        /** How text is written. */
        public static final String UTF_8 = "utf-8";

        /** How everything else is written. */
        public static final String BASE64 = "base64";

        /**
         * Writes bytes.
         *
         * @param bytes any, or null for none
         * @return as text where they are UTF-8, else as Base64
         */
        public static Written of(byte @Nullable [] bytes) {
            if (bytes == null) {
                return new Written(null, null);
            }
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return new Written(text.toString(), UTF_8);
            } catch (CharacterCodingException notText) {
                return new Written(Base64.getEncoder().encodeToString(bytes), BASE64);
            }
        }
    }
}
