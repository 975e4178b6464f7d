package io.keepwell.scoring.application.play;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of plays. */
@Schema(description = "A page of plays, the newest first.")
public record PlayRunPage(
        @Schema(required = true) List<PlayRunItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String next) {

    /** Copies the list. */
    public PlayRunPage {
        items = List.copyOf(items);
    }
}
