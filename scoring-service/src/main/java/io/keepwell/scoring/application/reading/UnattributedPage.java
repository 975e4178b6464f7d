package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of users whose events wait for an account. */
@Schema(description = "A page of users whose events wait for an account, most events first.")
public record UnattributedPage(
        @Schema(required = true) List<UnattributedItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String next) {

    /** Copies the list. */
    public UnattributedPage {
        items = List.copyOf(items);
    }
}
