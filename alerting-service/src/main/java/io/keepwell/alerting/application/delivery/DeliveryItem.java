package io.keepwell.alerting.application.delivery;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery, for operators. */
@Schema(description = "A message to somebody outside, and what became of it.")
public record DeliveryItem(
        @Schema(required = true) UUID deliveryId,
        @Schema(
                        description = "To whom.",
                        required = true,
                        enumeration = {"webhook", "slack"})
                String target,
        @Schema(
                        required = true,
                        enumeration = {"pending", "delivered", "dead"})
                String state,
        @Schema(required = true) UUID alertId,
        @Schema(required = true) String accountId,
        @Schema(
                        description = "The message's id on the topic; receivers get it too.",
                        required = true)
                UUID messageId,
        @Schema(
                        description = "What happened to the alert.",
                        required = true,
                        enumeration = {"opened", "overdue", "resolved"})
                String change,
        @Schema(description = "How often it was tried.", required = true) int attempts,
        @Schema(description = "When it was due first.", required = true) Instant since,
        @Schema(description = "When it is tried next.") @Nullable Instant dueAt,
        @Schema(description = "When it was delivered or given up.") @Nullable Instant endedAt,
        @Schema(description = "Why it did not work the last time.") @Nullable String error) {}
