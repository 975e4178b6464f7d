package io.keepwell.scoring.application.reading;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user whose events wait for an account. */
@Schema(description = "A user whose events wait for an account.")
public record UnattributedItem(
        @Schema(
                        description = "The user, as the sources know them.",
                        required = true,
                        examples = "u-77")
                String userId,
        @Schema(description = "How many events wait.", required = true, examples = "311")
                long events,
        @Schema(description = "Who sent them.", required = true) List<String> sources,
        @Schema(description = "When the first of them happened.", required = true) Instant firstAt,
        @Schema(description = "When the last of them happened.", required = true) Instant lastAt,
        @Schema(
                        description =
                                "The accounts that the user is known to belong to: none, or"
                                        + " several, between which nobody can decide.",
                        required = true)
                List<String> accounts) {

    /** Copies the lists. */
    public UnattributedItem {
        sources = List.copyOf(sources);
        accounts = List.copyOf(accounts);
    }
}
