package io.keepwell.scoring.application.rejection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of rejections. */
@Schema(description = "A page of what ingest could not accept, the newest first.")
public record RejectedPage(
        @Schema(required = true) List<RejectedItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String next) {

    /** Copies the list. */
    public RejectedPage {
        items = List.copyOf(items);
    }
}
