package io.keepwell.scoring.application.portfolio;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much each manager has. */
@Schema(description = "How much each manager has, against policy.")
public record CsmLoads(
        @Schema(description = "The greatest revenue first.", required = true) List<Load> items,
        @Schema(description = "The accounts that nobody owns.", required = true)
                PortfolioGroup withoutCsm) {

    /** Copies the list. */
    public CsmLoads {
        items = List.copyOf(items);
    }

    /** How much one manager has. */
    @Schema(name = "CsmLoad", description = "How much one manager has.")
    public record Load(
            @Schema(description = "The manager.", required = true) String csm,
            @Schema(description = "The segment of most of the accounts.") @Nullable String segment,
            @Schema(required = true) PortfolioGroup holds,
            @Schema(description = "Red accounts.", required = true) long atRiskAccounts,
            @Schema(description = "Their revenue.", required = true) BigDecimal atRiskArr,
            @Schema(description = "What policy allows; null where no rule fits.")
                    @Nullable Capacity capacity) {}

    /** What policy allows one manager. */
    @Schema(
            name = "CsmCapacity",
            description = "What policy allows a manager, and whether it is so.")
    public record Capacity(
            @Schema(description = "The rule's id.", required = true) String rule,
            @Schema(required = true) String name,
            @Schema(description = "As many at least.", required = true) int accountsMin,
            @Schema(description = "As many at most.") @Nullable Integer accountsMax,
            @Schema(description = "So much revenue at least.") @Nullable BigDecimal arrMin,
            @Schema(description = "So much revenue at most.") @Nullable BigDecimal arrMax,
            @Schema(
                            description =
                                    "Whether it is below a lower limit, above an upper one, or"
                                            + " neither; above where both.",
                            required = true,
                            enumeration = {"below", "within", "above"})
                    String state) {}
}
