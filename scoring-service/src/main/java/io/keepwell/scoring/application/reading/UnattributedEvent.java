package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event that waits for the account of its user. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "An event that waits for the account of its user.")
public record UnattributedEvent(
        @Schema(required = true) String id,
        @Schema(required = true) String source,
        @Schema(required = true, examples = "usage.session-started") String type,
        @Schema(required = true) Instant occurredAt,
        @Schema(required = true) Instant receivedAt,
        @Schema(description = "Who acted, when it was another than the user.")
                @Nullable String actorId,
        @Nullable BigDecimal value,
        @Schema(required = true, type = SchemaType.OBJECT, implementation = Object.class)
                @JsonRawValue
                String attributes) {}
