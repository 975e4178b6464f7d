package io.keepwell.alerting.application.delivery;

import io.keepwell.model.alert.AlertChangedV1;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that is to be sent to a target, claimed by whoever sends it now.
 *
 * @param deliveryId names it
 * @param target to whom
 * @param message what
 * @param since when it was due first
 * @param attempts how many there were, with the one that is about to be made
 */
public record Delivery(
        UUID deliveryId, String target, AlertChangedV1 message, Instant since, int attempts) {}
