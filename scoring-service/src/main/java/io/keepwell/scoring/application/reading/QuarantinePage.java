package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of quarantined records. */
@Schema(description = "A page of quarantined records, the newest first.")
public record QuarantinePage(
        @Schema(required = true) List<QuarantineItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String next) {

    /** Copies the list. */
    public QuarantinePage {
        items = List.copyOf(items);
    }
}
