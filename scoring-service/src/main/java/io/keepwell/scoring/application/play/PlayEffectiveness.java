package io.keepwell.scoring.application.play;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What plays did (requirement H13). */
@Schema(
        description =
                "What plays did: health and revenue over a window of days after each began,"
                        + " and the same of accounts without the play.")
public record PlayEffectiveness(
        @Schema(description = "The present day (UTC).", required = true) LocalDate asOf,
        @Schema(
                        description = "How many days after its beginning a play is looked at.",
                        required = true,
                        enumeration = {"30", "60", "90"})
                int window,
        @Schema(description = "Plays count that began on this day or later.", required = true)
                LocalDate from,
        @Schema(description = "And on this day or before.", required = true) LocalDate to,
        @Schema(description = "What a comparison is worth.", required = true) String note,
        @Schema(description = "By the name of the play.", required = true) List<Result> items) {

    /** What a comparison is worth. */
    public static final String NOTE =
            "A comparison, not a proof: plays begin where somebody thought that they were needed,"
                    + " and accounts differ in more than status and segment.";

    /** Copies the list. */
    public PlayEffectiveness {
        items = List.copyOf(items);
    }

    /** What one play did. */
    @Schema(name = "PlayResult", description = "What one play did.")
    public record Result(
            @Schema(required = true) String play,
            @Schema(
                            description = "The versions of its policy that these plays had.",
                            required = true)
                    List<String> versions,
            @Schema(
                            description =
                                    "Plays whose window has ended: all other figures are of these.",
                            required = true)
                    int plays,
            @Schema(description = "Plays whose window has not ended yet.", required = true)
                    int pending,
            @Schema(description = "How often it was triggered and did not start.", required = true)
                    int skipped,
            @Schema(required = true) Outcomes outcomes,
            @Schema(required = true) Health health,
            @Schema(required = true) Revenue revenue,
            @Schema(required = true) Comparison comparison) {

        /** Copies the list. */
        public Result {
            versions = List.copyOf(versions);
        }
    }

    /** What became of plays. */
    @Schema(name = "PlayOutcomes", description = "What became of plays, as they are now.")
    public record Outcomes(
            @Schema(
                            description =
                                    "Whose last task was done; of plays without outcomes of their"
                                            + " own.",
                            required = true)
                    int completed,
            @Schema(description = "That a person closed, whatever came of them.", required = true)
                    int closed,
            @Schema(
                            description =
                                    "How many were closed as what, in the play's own words, by"
                                            + " word.",
                            required = true)
                    Map<String, Integer> closedAs,
            @Schema(description = "Whose condition cleared before.", required = true) int exited,
            @Schema(description = "That still go on.", required = true) int running,
            @Schema(
                            description =
                                    "Completed, or closed with all tasks done, and no task's due"
                                            + " date passed before.",
                            required = true)
                    int inTime,
            @Schema(required = true) int tasks,
            @Schema(required = true) int tasksDone,
            @Schema(
                            description = "Of which the due date passed before they were done.",
                            required = true)
                    int tasksLate) {

        /** Sorts the words. */
        public Outcomes {
            closedAs = Collections.unmodifiableMap(new TreeMap<>(closedAs));
        }
    }

    /** Mean and median. */
    @Schema(name = "PlaySpread", description = "Mean and median, to four places.")
    public record Middle(
            @Schema(required = true) BigDecimal mean, @Schema(required = true) BigDecimal median) {}

    /** How health moved. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PlayHealth", description = "How health moved over the window.")
    public record Health(
            @Schema(
                            description =
                                    "Plays whose account was a customer with a score at both ends;"
                                            + " before, after, change and improved are of these.",
                            required = true)
                    int measured,
            @Schema(description = "Plays whose account had left at the end.", required = true)
                    int left,
            @Nullable Middle before,
            @Nullable Middle after,
            @Nullable Middle change,
            @Schema(description = "Whose score was higher at the end.", required = true)
                    int improved,
            @Schema(description = "In percent of those that were measured.")
                    @Nullable BigDecimal improvedShare,
            @Schema(
                            description = "Plays that began red or yellow; also of who left.",
                            required = true)
                    int recoverable,
            @Schema(
                            description = "Those of them whose status was better at the end.",
                            required = true)
                    int recovered,
            @Schema(description = "In percent of those that could.")
                    @Nullable BigDecimal recoveredShare,
            @Schema(description = "Of those that recovered, the days until they had for good.")
                    @Nullable Middle daysToRecovery) {}

    /** What accounts paid. */
    @Schema(
            name = "PlayRevenue",
            description = "Annual recurring revenue over the window, by when things happened.")
    public record Revenue(
            @Schema(description = "Plays whose account's revenue is known.", required = true)
                    int plays,
            @Schema(description = "On the first days.", required = true) BigDecimal before,
            @Schema(description = "What of it was there on the last days.", required = true)
                    BigDecimal kept,
            @Schema(description = "What of it was not.", required = true) BigDecimal lost,
            @Schema(description = "What had come to it.", required = true) BigDecimal grown) {}

    /** Beside accounts without the play. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "PlayComparison",
            description =
                    "How scores moved beside those of accounts with the same status and segment on"
                            + " the same day, without the play.")
    public record Comparison(
            @Schema(description = "Plays that have five such accounts or more.", required = true)
                    int plays,
            @Schema(description = "Of how many accounts these plays are.", required = true)
                    int accounts,
            @Schema(description = "The mean change of their scores, in points.")
                    @Nullable BigDecimal change,
            @Schema(description = "The mean change of the others, one mean a play.")
                    @Nullable BigDecimal othersChange,
            @Schema(
                            description =
                                    "The first less the second; absent below 30 accounts, which are"
                                            + " too few to say.")
                    @Nullable BigDecimal difference,
            @Schema(description = "Where the 95 percent confidence interval begins.")
                    @Nullable BigDecimal low,
            @Schema(description = "Where it ends.") @Nullable BigDecimal high,
            @Schema(description = "The same for people.", required = true) String sentence) {}
}
