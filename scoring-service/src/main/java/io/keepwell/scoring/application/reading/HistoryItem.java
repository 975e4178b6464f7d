package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of an account's health, with its cause and what was known when it was found out. */
@Schema(description = "A change of an account's health.")
public record HistoryItem(
        @Schema(description = "Since when it is so.", required = true) Instant at,
        @Schema(description = "The exact score from then on.") @Nullable BigDecimal score,
        @Schema(description = "The score as people see it.") @Nullable Integer shown,
        @Schema(
                        required = true,
                        enumeration = {"green", "yellow", "red", "unknown"})
                String status,
        @Schema(
                        description =
                                "The exact risk then, 0 to 100, and more is worse; absent when too"
                                        + " little was known, and where the policies had no risk"
                                        + " score. That a risk alone changed is no change of"
                                        + " health.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable BigDecimal risk,
        @Schema(description = "The exact score that was told before; absent when none was.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable BigDecimal previousScore,
        @Schema(required = true) Cause cause,
        @Schema(
                        description =
                                "Signed points that add up to score minus previousScore; one that"
                                        + " is absent counts as 0.",
                        required = true)
                List<Part> parts,
        @Schema(description = "What was told on keepwell.health-changes.", required = true)
                List<Told> messages,
        @Schema(description = "The policy bundle that judged it.", required = true)
                String policyVersion,
        @Schema(required = true) CardRef scorecard,
        @Schema(description = "Told from the past by a backfill run.", required = true)
                boolean reconstructed,
        @Schema(description = "A later backfill told the same time anew.", required = true)
                boolean superseded,
        @Schema(required = true) Known known) {

    /** Copies the lists. */
    public HistoryItem {
        parts = List.copyOf(parts);
        messages = List.copyOf(messages);
    }

    /** Why. */
    @Schema(name = "ChangeCause", description = "Why it changed.")
    public record Cause(
            @Schema(
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
            @Schema(description = "The event that did it, if one did.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable CauseEvent event) {}

    /** The event that did it. */
    @Schema(description = "The event that did it.")
    public record CauseEvent(
            @Schema(required = true) String id,
            @Schema(required = true) String source,
            @Schema(required = true) String type) {}

    /** A part of the difference. */
    @Schema(name = "ChangePart", description = "A part of the difference.")
    public record Part(
            @Schema(description = "Why, like the cause's kind.", required = true) String kind,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String dimension,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String measure,
            @Schema(description = "The card's cap or floor that did it, if one did.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String limit,
            @Schema(description = "Points; below zero if it took some.", required = true)
                    BigDecimal points) {}

    /** A message. */
    @Schema(name = "ToldMessage", description = "A message on keepwell.health-changes.")
    public record Told(@Schema(required = true) String id, @Schema(required = true) String type) {}

    /** How much was known. */
    @Schema(
            name = "KnowledgePoint",
            description =
                    "How much was known: every record of the partition before the offset, nothing"
                            + " after it.")
    public record Known(
            @Schema(required = true) int partition,
            @Schema(required = true) long nextOffset,
            @Schema(required = true) Instant committedAt) {}
}
