package io.keepwell.scoring.application.portfolio;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who has moved most. */
@Schema(description = "The accounts whose scores fell and rose most.")
public record Movers(
        @Schema(description = "The day (UTC) at whose end the first score held.", required = true)
                LocalDate since,
        @Schema(description = "The greatest fall first.", required = true) List<Mover> falls,
        @Schema(description = "The greatest rise first.", required = true) List<Mover> rises) {

    /** Copies the lists. */
    public Movers {
        falls = List.copyOf(falls);
        rises = List.copyOf(rises);
    }

    /** An account that moved. */
    @Schema(name = "Mover", description = "An account that moved.")
    public record Mover(
            @Schema(required = true) String id,
            @Nullable String name,
            @Nullable String segment,
            @Nullable String csm,
            @Schema(description = "Annual recurring revenue.") @Nullable BigDecimal arr,
            @Schema(description = "The score then, as people saw it.", required = true) int before,
            @Schema(description = "The score now.", required = true) int shown,
            @Schema(description = "The points between.", required = true) int change,
            @Schema(
                            description = "The status then.",
                            required = true,
                            enumeration = {"green", "yellow", "red", "unknown"})
                    String statusBefore,
            @Schema(
                            description = "The status now.",
                            required = true,
                            enumeration = {"green", "yellow", "red", "unknown"})
                    String status,
            @Schema(
                            description =
                                    "Why, in one sentence; null when there were more changes than"
                                            + " are read for one answer.")
                    @Nullable String sentence,
            @Schema(description = "What costs it most now.") @Nullable String mainDriver) {

        Mover because(@Nullable String why) {
            return new Mover(
                    id,
                    name,
                    segment,
                    csm,
                    arr,
                    before,
                    shown,
                    change,
                    statusBefore,
                    status,
                    why,
                    mainDriver);
        }
    }
}
