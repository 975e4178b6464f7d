package io.keepwell.playbook.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of tasks. */
@Schema(description = "A page of tasks.")
public record TaskPage(
        @Schema(required = true) List<TaskItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String next) {

    /** Copies the list. */
    public TaskPage {
        items = List.copyOf(items);
    }
}
