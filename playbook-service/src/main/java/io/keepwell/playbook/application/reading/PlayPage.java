package io.keepwell.playbook.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of plays. */
@Schema(description = "A page of plays.")
public record PlayPage(
        @Schema(required = true) List<PlayItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String next) {

    /** Copies the list. */
    public PlayPage {
        items = List.copyOf(items);
    }
}
