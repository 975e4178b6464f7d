package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a score came about: the contributions of its dimensions and the points of its adjustments add
 * up to it exactly.
 */
@Schema(
        description =
                "How a score came about. The contributions of the dimensions add up to the computed"
                        + " score, those of a dimension's measures to the dimension's, and the"
                        + " computed score and the points of the adjustments to the score,"
                        + " exactly.")
public record Explanation(
        @Schema(required = true) String accountId,
        @Schema(
                        description =
                                "The exact score, 0 to 100; null when no measure has data and"
                                        + " nobody has said what it is.")
                @Nullable BigDecimal score,
        @Schema(
                        description =
                                "What the measures give, before limits and overrides, 0 to 100;"
                                        + " null when none has data.")
                @Nullable BigDecimal computed,
        @Schema(description = "The score as people see it, halves rounded up.")
                @Nullable Integer shown,
        @Schema(
                        description =
                                "The status, which hysteresis may keep in another band than the"
                                        + " score's.",
                        required = true,
                        enumeration = {"green", "yellow", "red", "unknown"})
                String status,
        @Schema(description = "Why the status is unknown; absent when it is known.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String unknownBecause,
        @Schema(description = "The share of the card's weight with data, 0 to 1.", required = true)
                BigDecimal coverage,
        @Schema(required = true) CardRef scorecard,
        @Schema(description = "The policy bundle that judged it.", required = true)
                String policyVersion,
        @Schema(description = "When it was judged.", required = true) Instant asOf,
        @Schema(required = true) List<OfDimension> dimensions,
        @Schema(
                        description =
                                "What moved the score beside its measures: the card's limits that"
                                        + " hold, in the card's order, then a person's override.",
                        required = true)
                List<OfAdjustment> adjustments,
        @Schema(
                        description =
                                "How endangered the account is, on a scale of its own; absent where"
                                        + " the policies have no risk score.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable OfRisk risk,
        @Schema(description = "How a score of the past was found; absent for the present.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Found found) {

    /** Copies the lists. */
    public Explanation {
        dimensions = List.copyOf(dimensions);
        adjustments = List.copyOf(adjustments);
    }

    /**
     * The same, of the past.
     *
     * @param how how it was found
     * @return an explanation that says so
     */
    Explanation found(Found how) {
        return new Explanation(
                accountId,
                score,
                computed,
                shown,
                status,
                unknownBecause,
                coverage,
                scorecard,
                policyVersion,
                asOf,
                dimensions,
                adjustments,
                risk,
                how);
    }

    /** How a score of the past was found. */
    @Schema(name = "Found", description = "How a score of the past was found.")
    public record Found(
            @Schema(description = "The moment that was asked for.", required = true) Instant at,
            @Schema(
                            description =
                                    "computed: once more, from the account's events that had been"
                                            + " received by then; kept: the latest step of its"
                                            + " history by then.",
                            required = true,
                            enumeration = {"computed", "kept"})
                    String how,
            @Schema(description = "From how many events it was computed; absent where it is kept.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable Integer events,
            @Schema(description = "Why it could not be computed; absent where it was.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String because) {}

    /** How endangered an account is: the points of the parts, less the cut, add up to it. */
    @Schema(
            name = "RiskExplanation",
            description =
                    "How endangered the account is. It is no opposite of the health: the points of"
                            + " its parts, less what is cut off above 100, add up to it exactly.")
    public record OfRisk(
            @Schema(
                            description =
                                    "The exact risk, 0 to 100, and more is worse; null when too"
                                            + " little is known.")
                    @Nullable BigDecimal risk,
            @Schema(description = "The risk as people see it, halves rounded up.")
                    @Nullable Integer shown,
            @Schema(description = "The share of all points that is known, 0 to 1.", required = true)
                    BigDecimal coverage,
            @Schema(
                            description = "What the parts give above 100, which is the most.",
                            required = true)
                    BigDecimal cut,
            @Schema(description = "The risk score that says so.", required = true) CardRef by,
            @Schema(description = "Every sign, in the order of the policy.", required = true)
                    List<OfRiskPart> parts) {

        /** Copies the list. */
        public OfRisk {
            parts = List.copyOf(parts);
        }
    }

    /** What a sign had to do with a risk. */
    @Schema(name = "RiskPartExplanation", description = "What a sign had to do with the risk.")
    public record OfRiskPart(
            @Schema(required = true) String id,
            @Schema(description = "What people call it.", required = true) String name,
            @Schema(
                            description =
                                    "What was measured; absent for a sign that is there or not, and"
                                            + " when there was no data.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable BigDecimal value,
            @Schema(description = "The points that it gave.", required = true)
                    BigDecimal contribution,
            @Schema(description = "The most that it can give.", required = true) BigDecimal points,
            @Schema(description = "What there was no data of; absent when it could be told.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String missing,
            @Schema(
                            description = "The UTC day up to which what is behind it is known.",
                            required = true)
                    LocalDate asOf,
            @Schema(
                            description =
                                    "Whether its source is silent for everybody, so that it is as"
                                            + " it was on that day.",
                            required = true)
                    boolean frozen) {}

    /** What a limit of the card, or a person, had to do with it. */
    @Schema(
            name = "AdjustmentExplanation",
            description = "What a limit of the card, or a person, had to do with it.")
    public record OfAdjustment(
            @Schema(
                            description =
                                    "A cap is the most that a score may be, a floor the least; an"
                                            + " override is what a person said.",
                            required = true,
                            enumeration = {"cap", "floor", "override"})
                    String kind,
            @Schema(description = "The limit's id; absent for an override.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String id,
            @Schema(
                            description =
                                    "What people call the limit; absent for an override, and when"
                                            + " its card is not known any more.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String name,
            @Schema(description = "The limit, or what the person said, 0 to 100.", required = true)
                    BigDecimal score,
            @Schema(
                            description =
                                    "By how much it moved the score, below 0 if it took some; 0"
                                            + " where another had gone further.",
                            required = true)
                    BigDecimal points,
            @Schema(description = "The override; absent for a limit.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable OfOverride override) {}

    /** What a person said. */
    @Schema(name = "OverrideExplanation", description = "What a person said of the score.")
    public record OfOverride(
            @Schema(
                            description = "What it does to the computed score.",
                            required = true,
                            enumeration = {"score", "cap", "floor"})
                    String as,
            @Schema(description = "Why, in the person's words.", required = true) String reason,
            @Schema(description = "Who, by user name.", required = true) String author,
            @Schema(description = "The UTC day on which it was said.", required = true)
                    LocalDate setOn,
            @Schema(description = "The last UTC day on which it holds.", required = true)
                    LocalDate lastDay,
            @Schema(description = "The event that told it.", required = true) String eventId,
            @Schema(description = "That event's source.", required = true) String source) {}

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
            @Schema(
                            description =
                                    "What such a score means, in the words of the card; absent when"
                                            + " the card says nothing of it, or there is no score.",
                            examples = "Healthy usage patterns")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String band,
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
                                            + " source that has gone silent freezes its measures,"
                                            + " and a number that is carried is of an earlier"
                                            + " day.",
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
                                    "Whether there is no data any more, and the number is the last"
                                            + " that there was, which the card lets count on.",
                            required = true)
                    boolean carried,
            @Schema(
                            description =
                                    "For how many days the newest event that it read has been"
                                            + " older than the card wants; 0 where it is not.",
                            required = true)
                    int staleDays,
            @Schema(
                            description =
                                    "Where the account stands among those of its segment; absent"
                                            + " where the measure does not ask for it.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable OfPeers peers,
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

    /** Where an account stands among its peers. */
    @Schema(
            name = "PeersExplanation",
            description = "Where the account stands among those of its segment.")
    public record OfPeers(
            @Schema(
                            description =
                                    "The number by which they are compared, as the measure writes"
                                            + " it; of whole days, up to yesterday.",
                            required = true,
                            examples = "count('usage.session-started', 28)")
                    String metric,
            @Schema(description = "What the account has of it.", required = true) BigDecimal value,
            @Schema(
                            description =
                                    "The share of the peers that have less, and half of those that"
                                            + " have as much, 0 to 100.",
                            required = true)
                    BigDecimal above,
            @Schema(description = "How many peers there are, 20 or more.", required = true)
                    int accounts,
            @Schema(description = "Whose accounts they are.", required = true) String segment,
            @Schema(
                            description =
                                    "The snapshot: the UTC day on which the peers were counted.",
                            required = true)
                    LocalDate version,
            @Schema(
                            description = "The same in a sentence.",
                            required = true,
                            examples =
                                    "42, at 83.4 of 100 among 311 accounts in mid-market (peers of"
                                            + " 2026-11-22)")
                    String summary) {}

    /** An event that a measure read. */
    @Schema(description = "An event that a measure read.")
    public record LastEvent(
            @Schema(required = true) String id,
            @Schema(required = true) String source,
            @Schema(required = true) Instant occurredAt,
            @Schema(required = true, examples = "usage.session-started") String type) {}
}
