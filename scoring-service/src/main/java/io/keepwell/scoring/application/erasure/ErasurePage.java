package io.keepwell.scoring.application.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of erasures. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A page of erasures, the newest first.")
public record ErasurePage(
        @Schema(required = true) List<ErasureItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @Nullable String next) {

    /** What a cursor of the list is good for. */
    public static final String QUESTION = "erasures";

    /** Copies the list. */
    public ErasurePage {
        items = List.copyOf(items);
    }
}
