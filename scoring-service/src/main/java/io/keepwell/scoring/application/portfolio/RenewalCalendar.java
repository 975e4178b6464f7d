package io.keepwell.scoring.application.portfolio;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to be renewed when. */
@Schema(
        description =
                "Revenue by the month in which its contract ends, and how much of it is at risk.")
public record RenewalCalendar(
        @Schema(description = "The day (UTC).", required = true) LocalDate asOf,
        @Schema(description = "The statuses that count as at risk.", required = true)
                List<String> atRisk,
        @Schema(description = "Contracts whose last day has passed.", required = true)
                Month overdue,
        @Schema(description = "The present month first.", required = true) List<Month> months,
        @Schema(description = "Later contracts.", required = true) Month later,
        @Schema(description = "Accounts of which no last day is known.", required = true)
                Month withoutDate) {

    /** Copies the lists. */
    public RenewalCalendar {
        atRisk = List.copyOf(atRisk);
        months = List.copyOf(months);
    }

    /** What is to be renewed in one month. */
    @Schema(name = "RenewalMonth", description = "What is to be renewed in one month.")
    public record Month(
            @Schema(description = "As 2026-11; absent outside of the months.")
                    @Nullable String month,
            @Schema(required = true) PortfolioGroup due,
            @Schema(description = "How many of them are at risk.", required = true)
                    long atRiskAccounts,
            @Schema(description = "The revenue at risk.", required = true) BigDecimal atRiskArr) {}
}
