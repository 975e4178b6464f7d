package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a score is another than it was: signed parts that add up to the difference exactly. */
@Schema(
        description =
                "Why a score is another than it was. The points of the parts add up to the"
                        + " difference between the two scores, exactly.")
public record ScoreDifference(
        @Schema(required = true) String accountId,
        @Schema(description = "The score in force at the beginning; null when there was none yet.")
                @Nullable Moment from,
        @Schema(description = "The score in force at the end.", required = true) Moment to,
        @Schema(
                        description =
                                "The exact score at the end less the one at the beginning; one that"
                                        + " is absent counts as 0.",
                        required = true)
                BigDecimal points,
        @Schema(description = "The same for people, in one sentence.", required = true)
                String sentence,
        @Schema(description = "The largest first; none is 0.", required = true) List<Part> parts) {

    /** Copies the list. */
    public ScoreDifference {
        parts = List.copyOf(parts);
    }

    /** A score that was in force. */
    @Schema(name = "ScoreMoment", description = "A score that was in force.")
    public record Moment(
            @Schema(description = "The moment that was asked for.", required = true) Instant at,
            @Schema(description = "When the score was given that was in force.", required = true)
                    Instant asOf,
            @Schema(description = "The exact score; null when no measure had data.")
                    @Nullable BigDecimal score,
            @Schema(description = "The score as people see it.") @Nullable Integer shown,
            @Schema(
                            required = true,
                            enumeration = {"green", "yellow", "red", "unknown"})
                    String status,
            @Schema(required = true) CardRef scorecard,
            @Schema(description = "The policy bundle that judged it.", required = true)
                    String policyVersion) {}

    /** A part of the difference. */
    @Schema(name = "DifferencePart", description = "A part of the difference.")
    public record Part(
            @Schema(
                            description = "Why.",
                            required = true,
                            enumeration = {
                                "behaviour",
                                "time",
                                "late-data",
                                "configuration",
                                "card-switch",
                                "override",
                                "reconstruction"
                            })
                    String kind,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String dimension,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String measure,
            @Schema(description = "The card's cap or floor that did it, if one did.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String limit,
            @Schema(description = "What people call it.", required = true) String name,
            @Schema(description = "Points; below zero if it took some.", required = true)
                    BigDecimal points,
            @Schema(description = "What the measure read at the beginning; absent without data.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable BigDecimal before,
            @Schema(description = "What it read at the end; absent without data.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable BigDecimal after,
            @Schema(
                            description =
                                    "The events with which it moved, the latest first; at most"
                                            + " five.",
                            required = true)
                    List<HistoryItem.CauseEvent> events) {

        /** Copies the list. */
        public Part {
            events = List.copyOf(events);
        }
    }
}
