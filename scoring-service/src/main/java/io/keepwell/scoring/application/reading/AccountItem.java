package io.keepwell.scoring.application.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account in a list: who it is and how it is. */
@Schema(description = "An account: who it is and how it is.")
public record AccountItem(
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
        @Schema(description = "The ids of the signals that hold.", required = true)
                List<String> signals,
        @Schema(description = "When it was judged.", required = true) Instant asOf) {

    /** Copies the list. */
    public AccountItem {
        signals = List.copyOf(signals);
    }
}
