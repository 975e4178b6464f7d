package io.keepwell.scoring.application.portfolio;

import io.keepwell.engine.portfolio.Tally;
import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Accounts counted together, and by status. */
@Schema(
        description =
                "Accounts counted together, and by status. Revenue is in the company's"
                        + " currency a year.")
public record PortfolioGroup(
        @Schema(
                        description =
                                "What they have in common; null for those of which it is not known,"
                                        + " and for the whole.")
                @Nullable String key,
        @Schema(description = "How many.", required = true) long accounts,
        @Schema(description = "Their annual recurring revenue.", required = true) BigDecimal arr,
        @Schema(description = "How many have none that is known.", required = true) long withoutArr,
        @Schema(description = "The mean score of those that have one (KPI of requirement H12).")
                @Nullable BigDecimal averageScore,
        @Schema(description = "The same, each by its revenue.")
                @Nullable BigDecimal averageScoreByArr,
        @Schema(description = "Every status, also those that nobody has.", required = true)
                List<OfStatus> statuses) {

    /** Copies the list. */
    public PortfolioGroup {
        statuses = List.copyOf(statuses);
    }

    /** Accounts of one status. */
    @Schema(name = "PortfolioStatus", description = "Accounts of one status.")
    public record OfStatus(
            @Schema(
                            required = true,
                            enumeration = {"green", "yellow", "red", "unknown"})
                    String status,
            @Schema(required = true) long accounts,
            @Schema(required = true) BigDecimal arr) {}

    /**
     * Adds up.
     *
     * @param key what they have in common
     * @param tallies by status
     * @return all of them
     */
    static PortfolioGroup of(@Nullable String key, Map<String, Tally> tallies) {
        Tally whole = tallies.values().stream().reduce(Tally.NONE, Tally::plus);
        return new PortfolioGroup(
                key,
                whole.accounts(),
                whole.arr(),
                whole.withoutArr(),
                whole.averageScore(),
                whole.averageScoreByArr(),
                Arrays.stream(Status.values())
                        .map(status -> {
                            Tally tally = tallies.getOrDefault(status.wireName(), Tally.NONE);
                            return new OfStatus(status.wireName(), tally.accounts(), tally.arr());
                        })
                        .toList());
    }
}
