package io.keepwell.alerting.adapter.rest;

import io.keepwell.alerting.application.reading.AlertItem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of alerts. */
@Schema(description = "A page of alerts, the most pressing first.")
public record AlertPage(
        @Schema(required = true) List<AlertItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @Nullable String next) {

    /** Copies the list. */
    public AlertPage {
        items = List.copyOf(items);
    }
}
