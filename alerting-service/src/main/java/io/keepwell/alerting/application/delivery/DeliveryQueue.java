package io.keepwell.alerting.application.delivery;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is to be sent, what was, and what cannot be. */
public interface DeliveryQueue {

    /**
     * Claims what is due, for a time; others claim it again after that. Of an alert, a target gets
     * one message after the other.
     *
     * @param target to whom
     * @param now the present
     * @param lease for how long
     * @param limit how many at most
     * @return those that have been due for longest
     */
    Uni<List<Delivery>> claim(String target, Instant now, Duration lease, int limit);

    /**
     * The receiver has it. Does nothing when the claim was lost.
     *
     * @param delivery as claimed
     * @param at when
     * @return when it is written
     */
    Uni<Void> delivered(Delivery delivery, Instant at);

    /**
     * It is to be tried again. Does nothing when the claim was lost.
     *
     * @param delivery as claimed
     * @param at when
     * @param reason why it failed
     * @return when it is written
     */
    Uni<Void> again(Delivery delivery, Instant at, String reason);

    /**
     * It is not tried any more. Does nothing when the claim was lost.
     *
     * @param delivery as claimed
     * @param at when that was found
     * @param reason why it failed
     * @return when it is written
     */
    Uni<Void> dead(Delivery delivery, Instant at, String reason);

    /**
     * Lists deliveries, the newest first.
     *
     * @param query which
     * @return one more than the query's limit where there is a further page
     */
    Uni<List<DeliveryItem>> list(DeliveryQuery query);

    /**
     * Begins anew with a dead delivery.
     *
     * @param deliveryId which
     * @param now the present
     * @return the delivery as it stands then, or empty when there is none; it is not dead any more
     *     unless it was delivered or is being tried anyway
     */
    Uni<Optional<Revived>> revive(UUID deliveryId, Instant now);

    /**
     * What came of reviving.
     *
     * @param wasDead whether it was dead before
     * @param item the delivery as it stands now
     */
    record Revived(boolean wasDead, DeliveryItem item) {}
}
