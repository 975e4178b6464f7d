package io.keepwell.scoring.application.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What would come of putting policies in force. */
@Schema(
        name = "PolicyPlan",
        description =
                "What would come of putting policies in force at this moment. Nothing was changed."
                        + " A verdict follows from the one that is kept, as it would: hysteresis"
                        + " and signals that hold are taken into account.")
public record Plan(
        @Schema(description = "The version that would be in force.", required = true)
                String version,
        @Schema(description = "The version that is in force.") @Nullable String presentVersion,
        @Schema(description = "The moment that was looked at.", required = true) Instant at,
        @Schema(description = "How many accounts were judged.", required = true) int accounts,
        @Schema(description = "Accounts by status, now and then.", required = true)
                List<OfStatus> statuses,
        @Schema(description = "Accounts that come from one status to another.", required = true)
                List<Move> moves,
        @Schema(description = "How many accounts change their status.", required = true)
                int statusChanges,
        @Schema(
                        description =
                                "Those accounts, the largest revenue first, and not all of"
                                        + " them where they are many.",
                        required = true)
                List<AccountChange> changes,
        @Schema(
                        description = "How many accounts have another score as people see it.",
                        required = true)
                int scoreChanges,
        @Schema(description = "Signals that are raised or cleared.", required = true)
                List<OfSignal> signals,
        @Schema(
                        description =
                                "Alert rules that fire or cease to hold. Whether an alert opens or"
                                        + " one that is open counts one more is known to alerting"
                                        + " alone; for those counted as opening the rule did not"
                                        + " hold before.",
                        required = true)
                List<OfReaction> alerts,
        @Schema(description = "Plays that start or exit, counted likewise.", required = true)
                List<OfReaction> plays,
        @Schema(
                        description =
                                "How many accounts would be in another segment with one percent"
                                        + " more or less of their revenue.",
                        required = true)
                int nearSegments,
        @Schema(description = "Those accounts, the largest revenue first.", required = true)
                List<NearSegment> nearSegment,
        @Schema(description = "What is worth a second thought.", required = true)
                List<String> warnings) {

    /** Copies the lists. */
    public Plan {
        statuses = List.copyOf(statuses);
        moves = List.copyOf(moves);
        changes = List.copyOf(changes);
        signals = List.copyOf(signals);
        alerts = List.copyOf(alerts);
        plays = List.copyOf(plays);
        nearSegment = List.copyOf(nearSegment);
        warnings = List.copyOf(warnings);
    }

    /** A status, and how many have it. */
    @Schema(name = "PlannedStatus")
    public record OfStatus(
            @Schema(
                            required = true,
                            enumeration = {"green", "yellow", "red", "unknown"})
                    String status,
            @Schema(required = true) Sum before,
            @Schema(required = true) Sum after) {}

    /** So many accounts with so much revenue. */
    @Schema(name = "AccountSum")
    public record Sum(
            @Schema(required = true) int accounts,
            @Schema(description = "Their annual recurring revenue.", required = true)
                    BigDecimal arr) {}

    /** From one status to another. */
    @Schema(name = "PlannedMove")
    public record Move(
            @Schema(required = true) String from,
            @Schema(required = true) String to,
            @Schema(required = true) int accounts,
            @Schema(description = "Their annual recurring revenue.", required = true)
                    BigDecimal arr) {}

    /** An account that is named. */
    @Schema(name = "PlannedAccount")
    public record Named(
            @Schema(required = true) String accountId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal arr) {}

    /** An account whose status changes. */
    @Schema(name = "PlannedChange")
    public record AccountChange(
            @Schema(required = true) Named account,
            @Schema(required = true) String from,
            @Schema(required = true) String to,
            @Schema(description = "The exact score as it is.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable BigDecimal scoreFrom,
            @Schema(description = "The exact score as it would be.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable BigDecimal scoreTo,
            @Schema(description = "The card, if another one would judge the account.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String card,
            @Schema(description = "What moves the score most, the most first.", required = true)
                    List<Part> because) {

        /** Copies the list. */
        public AccountChange {
            because = List.copyOf(because);
        }
    }

    /** What moves a score. */
    @Schema(name = "PlannedPart")
    public record Part(
            @Schema(description = "A measure, limit or override.", required = true) String name,
            @Schema(description = "Points, below zero if it takes some.", required = true)
                    BigDecimal points) {}

    /** A signal. */
    @Schema(name = "PlannedSignal")
    public record OfSignal(
            @Schema(required = true) String id,
            @Schema(required = true) Sum raised,
            @Schema(required = true) Sum cleared,
            @Schema(description = "The first of those for whom it is raised.", required = true)
                    List<Named> first) {

        /** Copies the list. */
        public OfSignal {
            first = List.copyOf(first);
        }
    }

    /** An alert rule or a play. */
    @Schema(name = "PlannedReaction")
    public record OfReaction(
            @Schema(required = true) String id,
            @Schema(required = true) String name,
            @Schema(description = "Accounts for which it would open.", required = true) Sum opens,
            @Schema(description = "Accounts for which it would cease to hold.", required = true)
                    Sum ends,
            @Schema(description = "The first of those for which it would open.", required = true)
                    List<Named> first) {

        /** Copies the list. */
        public OfReaction {
            first = List.copyOf(first);
        }
    }

    /** An account near another segment. */
    @Schema(name = "NearSegment")
    public record NearSegment(
            @Schema(required = true) Named account,
            @Schema(description = "Its segment.") @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String segment,
            @Schema(description = "The segment that it has nearly.", required = true)
                    String near) {}
}
