package io.keepwell.scoring.application.portfolio;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the accounts of a portfolio were. */
@Schema(
        description =
                "How the accounts of a portfolio were, at the end of each of some days (UTC), and"
                        + " now.")
public record PortfolioHistory(
        @Schema(
                        required = true,
                        enumeration = {"day", "week", "month"})
                String step,
        @Schema(description = "The oldest first.", required = true) List<Point> points) {

    /** Copies the list. */
    public PortfolioHistory {
        points = List.copyOf(points);
    }

    /** The end of one day. */
    @Schema(name = "PortfolioPoint", description = "The end of one day.")
    public record Point(
            @Schema(required = true) LocalDate day,
            @Schema(required = true) PortfolioGroup whole) {}
}
