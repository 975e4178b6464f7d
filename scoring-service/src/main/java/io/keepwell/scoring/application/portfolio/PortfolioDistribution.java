package io.keepwell.scoring.application.portfolio;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the accounts of a portfolio are. */
@Schema(description = "How the accounts of a portfolio are. The groups add up to the whole.")
public record PortfolioDistribution(
        @Schema(description = "The day (UTC).", required = true) LocalDate asOf,
        @Schema(
                        description = "What groups have in common.",
                        enumeration = {"segment", "csm", "stage", "team"})
                @Nullable String by,
        @Schema(description = "All of them.", required = true) PortfolioGroup whole,
        @Schema(
                        description =
                                "The greatest revenue first; empty when nothing is asked for.",
                        required = true)
                List<PortfolioGroup> groups) {

    /** Copies the list. */
    public PortfolioDistribution {
        groups = List.copyOf(groups);
    }
}
