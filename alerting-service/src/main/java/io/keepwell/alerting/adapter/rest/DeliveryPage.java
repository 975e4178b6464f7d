package io.keepwell.alerting.adapter.rest;

import io.keepwell.alerting.application.delivery.DeliveryItem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of deliveries. */
@Schema(description = "A page of deliveries, the newest first.")
public record DeliveryPage(
        @Schema(required = true) List<DeliveryItem> items,
        @Schema(description = "The cursor of the next page; absent on the last.")
                @Nullable String next) {

    /** Copies the list. */
    public DeliveryPage {
        items = List.copyOf(items);
    }
}
