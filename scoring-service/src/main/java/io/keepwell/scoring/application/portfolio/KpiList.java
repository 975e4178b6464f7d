package io.keepwell.scoring.application.portfolio;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The KPIs in force. */
@Schema(description = "The KPIs in force, in the order of the policies.")
public record KpiList(
        @Schema(description = "The day (UTC) at whose end they are told.", required = true)
                LocalDate asOf,
        @Schema(description = "The policy bundle that has them; null before there is any.")
                @Nullable String policyVersion,
        @Schema(required = true) List<Kpi> items) {

    /** Copies the list. */
    public KpiList {
        items = List.copyOf(items);
    }

    /** A KPI. */
    @Schema(name = "Kpi", description = "A KPI, and what it came to.")
    public record Kpi(
            @Schema(required = true) String id,
            @Schema(required = true) String name,
            @Schema(description = "What it counts, by name.", required = true) String formula,
            @Schema(description = "What it counts, in words.", required = true) String words,
            @Schema(
                            description = "What the value is of.",
                            required = true,
                            enumeration = {"percent", "score", "points", "days", "currency"})
                    String unit,
            @Schema(description = "Of which segments; empty for all.", required = true)
                    List<String> segments,
            @Schema(description = "The first day of what was looked at, at whose end it began.")
                    @Nullable LocalDate since,
            @Schema(description = "To four places, halves up; null when it cannot be told.")
                    @Nullable BigDecimal value,
            @Schema(description = "The same by revenue, where accounts counted each as one.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable BigDecimal valueByArr,
            @Nullable Target target,
            @Schema(description = "Whether it is as it should be; null without value or target.")
                    @Nullable Boolean met,
            @Schema(description = "What was counted.") @Nullable BigDecimal numerator,
            @Schema(description = "Of what.") @Nullable BigDecimal denominator,
            @Schema(
                            description = "How many accounts were looked at, or how many answers.",
                            required = true)
                    long counted,
            @Schema(description = "Why there is no value; null when there is.")
                    @Nullable String unknownBecause) {

        /** Copies the list. */
        public Kpi {
            segments = List.copyOf(segments);
        }
    }

    /** What a KPI should be. */
    @Schema(name = "KpiTarget", description = "What a KPI should be.")
    public record Target(
            @Schema(
                            required = true,
                            enumeration = {"at-least", "at-most", "above", "below"})
                    String rule,
            @Schema(required = true) BigDecimal value) {}
}
