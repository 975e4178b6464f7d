package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All connected systems. */
@Schema(description = "All connected systems, in the order of their names.")
public record SourceList(
        @Schema(
                        description =
                                "Up to when all that was sent has been read; what came later is"
                                        + " not missed yet. Absent until all partitions were read"
                                        + " to their end once.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Instant observedUntil,
        @Schema(required = true) List<SourceItem> items) {

    /** Copies the list. */
    public SourceList {
        items = List.copyOf(items);
    }
}
