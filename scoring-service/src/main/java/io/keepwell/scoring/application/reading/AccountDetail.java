package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.event.AttributeValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that there is to say of one account beside its explanation and its past. */
@Schema(description = "An account with its traits, signals and counts.")
public record AccountDetail(
        @Schema(description = "The company's own id of the account.", required = true) String id,
        @Schema(description = "What people call it.") @Nullable String name,
        @Schema(description = "Its size class, by the segment set in force.")
                @Nullable String segment,
        @Schema(description = "Its lifecycle stage, by the lifecycle set in force.")
                @Nullable String stage,
        @Schema(description = "Annual recurring revenue in the company's currency.")
                @Nullable BigDecimal arr,
        @Schema(description = "The customer success manager who owns it.") @Nullable String csm,
        @Schema(description = "The team of that manager.") @Nullable String team,
        @Schema(description = "When its contract ends, if it is not renewed.")
                @Nullable LocalDate renewalDate,
        @Schema(description = "The exact score, 0 to 100; null when no measure has data.")
                @Nullable BigDecimal score,
        @Schema(description = "The score as people see it, halves rounded up.")
                @Nullable Integer shown,
        @Schema(
                        description =
                                "How endangered it is, 0 to 100, and more is worse; null without a"
                                        + " risk score, or when too little is known for one.")
                @Nullable Integer risk,
        @Schema(
                        description = "Whether what a person said of the score is in force.",
                        required = true)
                boolean overridden,
        @Schema(
                        description = "The band that it is in; unknown when too little is known.",
                        required = true,
                        enumeration = {"green", "yellow", "red", "unknown"})
                String status,
        @Schema(description = "The share of the card's weight with data, 0 to 1.", required = true)
                BigDecimal coverage,
        @Schema(
                        description =
                                "The shown score less the one that was in force 30 days ago; null"
                                        + " when there is none of either.")
                @Nullable Integer change30d,
        @Schema(description = "What costs it most points, in one line.")
                @Nullable String mainDriver,
        @Schema(description = "When it was judged.", required = true) Instant asOf,
        @Schema(
                        description = "All that sources have told of it, by name.",
                        required = true,
                        type = SchemaType.OBJECT,
                        implementation = Object.class)
                Map<String, AttributeValue> traits,
        @Schema(description = "The signals that hold, with their evidence.", required = true)
                List<HeldSignal> signals,
        @Schema(description = "Since when the status is what it is.", required = true)
                Instant statusSince,
        @Schema(
                        description =
                                "When it is looked at again though nothing happens; absent when"
                                        + " only the next day does that.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Instant dueAt,
        @Schema(description = "What became of its events.", required = true) EventCounts counts,
        @Schema(description = "The policy bundle that judged it.", required = true)
                String policyVersion,
        @Schema(description = "The card that judged it.", required = true) CardRef scorecard) {

    /** In the order of the names. */
    public AccountDetail {
        traits = Collections.unmodifiableMap(new TreeMap<>(traits));
        signals = List.copyOf(signals);
    }

    /**
     * Puts together what is kept in several places.
     *
     * @param item the account as lists show it
     * @param verdict its verdict
     * @param traits its traits
     * @param counts what became of its events
     * @return the whole
     */
    public static AccountDetail of(
            AccountItem item,
            Verdict verdict,
            Map<String, AttributeValue> traits,
            EventCounts counts) {
        return new AccountDetail(
                item.id(),
                item.name(),
                item.segment(),
                item.stage(),
                item.arr(),
                item.csm(),
                item.team(),
                item.renewalDate(),
                item.score(),
                item.shown(),
                item.risk(),
                item.overridden(),
                item.status(),
                item.coverage(),
                item.change30d(),
                item.mainDriver(),
                item.asOf(),
                traits,
                verdict.signals().values().stream().map(HeldSignal::of).toList(),
                Instant.ofEpochMilli(verdict.statusSince()),
                verdict.dueAt() == 0 ? null : Instant.ofEpochMilli(verdict.dueAt()),
                counts,
                verdict.policyVersion(),
                CardRef.of(verdict.scorecard()));
    }
}
