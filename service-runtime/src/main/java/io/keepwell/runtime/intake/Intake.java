package io.keepwell.runtime.intake;

import io.keepwell.model.message.Message;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records to a reaction, and loses none: what fails because something is away is tried until
 * it is back, and holds up what comes after it; what fails because of the record itself is parked.
 */
public final class Intake {

    private static final Logger LOGGER = LoggerFactory.getLogger(Intake.class);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    /** Classes of SQLSTATE: the data are wrong, or break a constraint. */
    private static final String DATA = "22";

    private static final String CONSTRAINT = "23";

    private final Function<Message, Uni<Void>> reaction;
    private final Parking parking;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();

    /** Since when nothing gets through, and why. */
    public record Trouble(Instant since, String reason) {}

    /**
     * For one channel.
     *
     * @param reaction what is done with a message; must bear being asked again after it failed
     * @param parking where records go that cannot be dealt with
     * @param clock since when nothing gets through
     */
    public Intake(Function<Message, Uni<Void>> reaction, Parking parking, InstantSource clock) {
        this.reaction = reaction;
        this.parking = parking;
        this.clock = clock;
    }

    /**
     * Deals with a record.
     *
     * @param record the next one of its partition
     * @return when what it says is done, or it is parked; never fails
     */
    public Uni<Void> take(ConsumerRecord<String, byte[]> record) {
        Message message;
        try {
            message = ContractRecords.message(record);
        } catch (UnreadableMessageException e) {
            return park(record, e);
        }
        return insist(() -> reaction.apply(message))
                .onFailure(Intake::isOfTheMessage)
                .recoverWithUni(e -> park(record, e));
    }

    /**
     * What holds the channel up.
     *
     * @return empty while it gets on
     */
    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    private Uni<Void> park(ConsumerRecord<String, byte[]> record, Throwable cause) {
        LOGGER.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .setCause(cause)
                .log("a record cannot be dealt with, and is parked");
        return insist(() -> parking.park(record, "" + cause.getMessage()));
    }

    private Uni<Void> insist(Supplier<Uni<Void>> attempt) {
        Uni<Void> attempts = Uni.createFrom().deferred(attempt::get);
        Context context = Vertx.currentContext();
        if (context != null) {
            // A pause ends on another thread; the database's client must be called on its own.
            attempts =
                    attempts.runSubscriptionOn(command -> context.runOnContext(_ -> command.run()));
        }
        return attempts.onFailure(e -> !isOfTheMessage(e))
                .invoke(this::onTrouble)
                .onFailure(e -> !isOfTheMessage(e))
                .retry()
                .withBackOff(PAUSE_FIRST, PAUSE_MAX)
                .indefinitely()
                .invoke(() -> trouble.set(null));
    }

    private void onTrouble(Throwable e) {
        String reason = "" + e.getMessage();
        Trouble before =
                trouble.getAndUpdate(
                        it -> new Trouble(it == null ? clock.instant() : it.since(), reason));
        if (before == null) {
            LOGGER.atWarn().setCause(e).log("a message waits until it can be dealt with");
        }
    }

    /** Whether it would fail again, whatever comes back. */
    private static boolean isOfTheMessage(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case PgException refused -> {
                    String state = "" + refused.getSqlState();
                    return state.startsWith(DATA) || state.startsWith(CONSTRAINT);
                }
                case IllegalArgumentException _,
                        NullPointerException _,
                        ClassCastException _,
                        ArithmeticException _,
                        IndexOutOfBoundsException _ -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
