package io.keepwell.scoring.application.reading;

import io.keepwell.engine.judge.Raised;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A signal that holds. */
@Schema(description = "A signal that holds.")
public record HeldSignal(
        @Schema(required = true) String id,
        @Schema(
                        description = "What it is about.",
                        required = true,
                        enumeration = {"risk", "expansion", "lifecycle"})
                String category,
        @Schema(description = "When it was raised.", required = true) Instant since,
        @Schema(description = "Why, for people.", required = true) String summary,
        @Schema(
                        description = "The numbers that it was raised by.",
                        required = true,
                        type = SchemaType.OBJECT,
                        implementation = Object.class)
                Map<String, BigDecimal> evidence,
        @Schema(description = "The version of the policy that raised it.", required = true)
                String policyVersion) {

    static HeldSignal of(Raised raised) {
        return new HeldSignal(
                raised.signal().id(),
                raised.category().wireName(),
                Instant.ofEpochMilli(raised.since()),
                raised.summary(),
                raised.evidence(),
                raised.signal().version());
    }
}
