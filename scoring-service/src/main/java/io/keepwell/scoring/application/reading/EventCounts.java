package io.keepwell.scoring.application.reading;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of events: accepted = folded + duplicate + too late + quarantined + erased. */
@Schema(description = "What became of events; accepted is the sum of the others.")
public record EventCounts(
        @Schema(description = "All that were read.", required = true) long accepted,
        @Schema(description = "Taken into account.", required = true) long folded,
        @Schema(description = "Repeats of others.", required = true) long duplicate,
        @Schema(description = "Older than the horizon of 400 days.", required = true) long tooLate,
        @Schema(description = "Set aside whole, with a reason.", required = true) long quarantined,
        @Schema(
                        description =
                                "Of accounts that had been erased; an account itself has none.",
                        required = true)
                long erased) {

    /** None yet. */
    public static final EventCounts NONE = new EventCounts(0, 0, 0, 0, 0, 0);

    /**
     * Adds up.
     *
     * @param other others
     * @return both
     */
    public EventCounts plus(EventCounts other) {
        return new EventCounts(
                accepted + other.accepted,
                folded + other.folded,
                duplicate + other.duplicate,
                tooLate + other.tooLate,
                quarantined + other.quarantined,
                erased + other.erased);
    }
}
