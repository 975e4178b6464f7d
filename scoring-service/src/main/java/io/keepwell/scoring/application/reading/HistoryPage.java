package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of changes. */
@Schema(description = "A page of changes, the newest first.")
public record HistoryPage(
        @Schema(required = true) List<HistoryItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String next) {

    /** Copies the list. */
    public HistoryPage {
        items = List.copyOf(items);
    }
}
