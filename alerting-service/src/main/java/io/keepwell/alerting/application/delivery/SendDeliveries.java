package io.keepwell.alerting.application.delivery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due. Who receives a message may receive it again, with the same id: when the answer
 * was lost, or we ended between sending and writing it down.
 */
public final class SendDeliveries {

    private static final Logger LOGGER = LoggerFactory.getLogger(SendDeliveries.class);

    private final DeliveryQueue queue;
    private final RetrySchedule schedule;
    private final Duration lease;
    private final InstantSource clock;
    private final Results results;

    /** Hears what came of each attempt. */
    @FunctionalInterface
    public interface Results {

        /**
         * An attempt was made, and it is written down.
         *
         * @param target to whom
         * @param result {@code delivered}, {@code retried} or {@code dead}
         */
        void made(String target, String result);
    }

    /**
     * With what it needs.
     *
     * @param queue what is to be sent
     * @param schedule when to try again
     * @param lease longer than all messages of a claim may take
     * @param clock the present
     * @param results hears what came of it
     */
    public SendDeliveries(
            DeliveryQueue queue,
            RetrySchedule schedule,
            Duration lease,
            InstantSource clock,
            Results results) {
        this.queue = queue;
        this.schedule = schedule;
        this.lease = lease;
        this.clock = clock;
        this.results = results;
    }

    /**
     * Sends, at the same time, what a target may get at a time.
     *
     * @param target to whom
     * @return whether there may be more at this very moment
     */
    public Uni<Boolean> round(Target target) {
        return queue.claim(target.name(), clock.instant(), lease, target.atATime())
                .chain(claimed ->
                        Multi.createFrom()
                                .iterable(claimed)
                                .onItem()
                                .transformToUni(it ->
                                        target.send(it.message())
                                                .map(attempt -> new Made(it, attempt)))
                                .merge(target.atATime())
                                .collect()
                                .asList()
                                .chain(made ->
                                        Multi.createFrom()
                                                .iterable(made)
                                                .onItem()
                                                .transformToUniAndConcatenate(this::settle)
                                                .collect()
                                                .last())
                                .map(_ -> !claimed.isEmpty()));
    }

    private record Made(Delivery delivery, Attempt attempt) {}

    private Uni<Void> settle(Made made) {
        Delivery delivery = made.delivery();
        Instant now = clock.instant();
        return switch (made.attempt()) {
            case Attempt.Received _ ->
                    queue.delivered(delivery, now)
                            .invoke(() -> results.made(delivery.target(), "delivered"));
            case Attempt.Refused(String reason) -> bury(delivery, now, reason);
            case Attempt.Failed(String reason, Duration asked) -> {
                Optional<Instant> next =
                        schedule.next(delivery.attempts(), delivery.since(), now, asked);
                if (next.isEmpty()) {
                    yield bury(delivery, now, reason);
                }
                yield queue.again(delivery, next.get(), reason)
                        .invoke(() -> results.made(delivery.target(), "retried"));
            }
        };
    }

    private Uni<Void> bury(Delivery delivery, Instant now, String reason) {
        LOGGER.atWarn()
                .addKeyValue("alertId", delivery.message().alert().alertId())
                .addKeyValue("messageId", delivery.message().id())
                .log("{} was not told: {}", delivery.target(), reason);
        return queue.dead(delivery, now, reason)
                .invoke(() -> results.made(delivery.target(), "dead"));
    }
}
