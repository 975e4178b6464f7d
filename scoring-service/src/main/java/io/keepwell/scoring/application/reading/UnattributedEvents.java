package io.keepwell.scoring.application.reading;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The latest events of a user that wait for an account. */
@Schema(description = "The latest events of a user that wait for an account.")
public record UnattributedEvents(
        @Schema(required = true) String userId,
        @Schema(description = "The newest first.", required = true) List<UnattributedEvent> items) {

    /** Copies the list. */
    public UnattributedEvents {
        items = List.copyOf(items);
    }
}
