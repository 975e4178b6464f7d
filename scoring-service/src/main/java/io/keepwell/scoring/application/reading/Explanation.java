package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a score came about: the contributions of its dimensions add up to it exactly. */
@Schema(
        description =
                "How a score came about. The contributions of the dimensions add up to the score,"
                        + " those of a dimension's measures to the dimension's, exactly.")
public record Explanation(
        @Schema(required = true) String accountId,
        @Schema(description = "The exact score, 0 to 100; null when no measure has data.")
                @Nullable BigDecimal score,
        @Schema(description = "The score as people see it, halves rounded up.")
                @Nullable Integer shown,
        @Schema(
                        description =
                                "The status, which hysteresis may keep in another band than the"
                                        + " score's.",
                        required = true,
                        enumeration = {"green", "yellow", "red", "unknown"})
                String status,
        @Schema(description = "The share of the card's weight with data, 0 to 1.", required = true)
                BigDecimal coverage,
        @Schema(required = true) CardRef scorecard,
        @Schema(description = "The policy bundle that judged it.", required = true)
                String policyVersion,
        @Schema(description = "When it was judged.", required = true) Instant asOf,
        @Schema(required = true) List<OfDimension> dimensions) {

    /** Copies the list. */
    public Explanation {
        dimensions = List.copyOf(dimensions);
    }

    /** What a dimension had to do with it. */
    @Schema(name = "DimensionExplanation", description = "What a dimension had to do with it.")
    public record OfDimension(
            @Schema(required = true) String id,
            @Schema(
                            description =
                                    "What people call it; absent when its card is not known any"
                                            + " more.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String name,
            @Schema(description = "Its share of the card as written, 0 to 100.", required = true)
                    BigDecimal weight,
            @Schema(
                            description =
                                    "Its share after the weights of measures without data were"
                                            + " spread, 0 to 100.",
                            required = true)
                    BigDecimal effectiveWeight,
            @Schema(
                            description =
                                    "Its own score, 0 to 100, rounded to six places; null when it"
                                            + " has no weight.")
                    @Nullable BigDecimal score,
            @Schema(description = "The points that it gave to the score.", required = true)
                    BigDecimal contribution,
            @Schema(required = true) List<OfMeasure> measures) {

        /** Copies the list. */
        public OfDimension {
            measures = List.copyOf(measures);
        }
    }

    /** What a measure had to do with it. */
    @Schema(name = "MeasureExplanation", description = "What a measure had to do with it.")
    public record OfMeasure(
            @Schema(required = true) String id,
            @Schema(
                            description =
                                    "What people call it; absent when its card is not known any"
                                            + " more.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String name,
            @Schema(description = "What was measured; null when there was no data.")
                    @Nullable BigDecimal value,
            @Schema(
                            description =
                                    "What that is worth, 0 to 100; without data what the card says,"
                                            + " if anything.")
                    @Nullable BigDecimal score,
            @Schema(description = "Its share of the card as written, 0 to 100.", required = true)
                    BigDecimal weight,
            @Schema(
                            description =
                                    "Its share after the weights of measures without data were"
                                            + " spread, 0 to 100.",
                            required = true)
                    BigDecimal effectiveWeight,
            @Schema(description = "The points that it gave.", required = true)
                    BigDecimal contribution,
            @Schema(
                            description = "The points that it could have given and did not.",
                            required = true)
                    BigDecimal pointsMissing,
            @Schema(description = "What there was no data of; absent when there was a value.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String missing,
            @Schema(
                            description =
                                    "The UTC day up to which the facts behind it are known: a"
                                            + " source that has gone silent freezes its measures.",
                            required = true)
                    LocalDate asOf,
            @Schema(
                            description =
                                    "Whether it is frozen: a source has gone silent, and the facts"
                                            + " of later days are not to be believed.",
                            required = true)
                    boolean frozen,
            @Schema(
                            description =
                                    "The latest events that it read, the newest first; absent when"
                                            + " its card is not known any more.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable List<LastEvent> lastEvents) {

        /** Copies the list. */
        public OfMeasure {
            lastEvents = lastEvents == null ? null : List.copyOf(lastEvents);
        }
    }

    /** An event that a measure read. */
    @Schema(description = "An event that a measure read.")
    public record LastEvent(
            @Schema(required = true) String id,
            @Schema(required = true) String source,
            @Schema(required = true) Instant occurredAt,
            @Schema(required = true, examples = "usage.session-started") String type) {}
}
