package io.keepwell.runtime.intake;

import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Hands records to a reaction, as many at a time as come, and loses none: what fails because
 * something is away is tried until it is back, and holds up what comes after it; what fails because
 * of a record itself is handed on record by record, and that one is parked.
 */
public final class Intake {

    private static final Logger LOGGER = LoggerFactory.getLogger(Intake.class);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    /** The database ends what takes longer: whoever has not heard of it by then hears nothing. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    /** Classes of SQLSTATE: the data are wrong, or break a constraint. */
    private static final String DATA = "22";

    private static final String CONSTRAINT = "23";

    /** Too much of it, as a text that no index can hold. */
    private static final String LIMIT = "54";

    private final Reaction reaction;
    private final Parking parking;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> trying = new AtomicReference<>();

    /** What is done with messages. */
    @FunctionalInterface
    public interface Reaction {

        /**
         * Does all that the messages ask for, or nothing of it.
         *
         * @param messages at least one, each account's in order; must bear being given some of them
         *     again, whether it failed or not
         * @param causes the step of a trace by which each of them was caused, if somebody follows
         *     it
         * @return when it is done
         */
        Uni<Void> to(List<Message> messages, Function<Message, Optional<TraceParent>> causes);
    }

    private record Taken(ConsumerRecord<String, byte[]> record, Message message) {}

    /**
     * Since when nothing gets through, and why.
     *
     * @param since when it began
     * @param reason what the latest attempt met
     */
    public record Trouble(Instant since, String reason) {

        /** Shorter troubles pass by themselves, and nobody needs to send requests elsewhere. */
        private static final Duration PASSES_WITHIN = Duration.ofSeconds(30);

        /**
         * Whether it has lasted so long that the service is not ready.
         *
         * @param now the present
         * @return true after half a minute
         */
        public boolean isLasting(Instant now) {
            return since.plus(PASSES_WITHIN).isBefore(now);
        }
    }

    /**
     * For one channel.
     *
     * @param reaction what is done with messages
     * @param parking where records go that cannot be dealt with
     * @param clock since when nothing gets through
     */
    public Intake(Reaction reaction, Parking parking, InstantSource clock) {
        this.reaction = reaction;
        this.parking = parking;
        this.clock = clock;
    }

    /**
     * Deals with records.
     *
     * @param records the next ones of their partitions
     * @return when what they say is done, or they are parked; never fails
     */
    public Uni<Void> take(ConsumerRecords<String, byte[]> records) {
        var readable = new ArrayList<Taken>(records.count());
        Uni<Void> parked = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                readable.add(new Taken(record, ContractRecords.message(record)));
            } catch (UnreadableMessageException e) {
                parked = parked.chain(() -> park(record, e));
            }
        }
        return readable.isEmpty() ? parked : parked.chain(() -> react(readable));
    }

    /**
     * What holds the channel up.
     *
     * @return empty while it gets on
     */
    public Optional<Trouble> trouble() {
        Trouble known = trouble.get();
        if (known != null) {
            return Optional.of(known);
        }
        Instant since = trying.get();
        return since == null || since.plus(SILENCE_MAX).isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(new Trouble(since, "nothing has come of an attempt yet"));
    }

    private Uni<Void> react(List<Taken> all) {
        List<Message> messages = all.stream().map(Taken::message).toList();
        Function<Message, Optional<TraceParent>> causes = causes(all);
        return insist(() -> reaction.to(messages, causes))
                .onFailure(Intake::isOfTheMessage)
                .recoverWithUni(
                        e -> all.size() == 1 ? park(all.getFirst().record(), e) : oneByOne(all));
    }

    /** By the very objects: two messages may say the same. */
    private static Function<Message, Optional<TraceParent>> causes(List<Taken> all) {
        var causes = new IdentityHashMap<Message, TraceParent>(0);
        for (Taken one : all) {
            ContractRecords.cause(one.record()).ifPresent(it -> causes.put(one.message(), it));
        }
        return message -> Optional.ofNullable(causes.get(message));
    }

    /** So that one that cannot be dealt with takes no other with it. */
    private Uni<Void> oneByOne(List<Taken> all) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Taken one : all) {
            done = done.chain(() -> react(List.of(one)));
        }
        return done;
    }

    private Uni<Void> park(ConsumerRecord<String, byte[]> record, Throwable cause) {
        LoggingEventBuilder line =
                LOGGER.atError()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset());
        LoggingEventBuilder followed =
                ContractRecords.cause(record)
                        .map(TraceParent::traceId)
                        .map(traceId -> line.addKeyValue("traceId", traceId))
                        .orElse(line);
        followed.setCause(cause).log("a record cannot be dealt with, and is parked");
        return insist(() -> parking.park(record, "" + cause.getMessage()));
    }

    private Uni<Void> insist(Supplier<Uni<Void>> attempt) {
        Uni<Void> attempts =
                Uni.createFrom()
                        .deferred(() -> {
                            trying.set(clock.instant());
                            return attempt.get();
                        })
                        .onTermination()
                        .invoke(() -> trying.set(null));
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

    private static void collect(@Nullable Throwable e, Set<Throwable> causes) {
        if (e != null && causes.add(e)) {
            collect(e.getCause(), causes);
            for (Throwable suppressed : e.getSuppressed()) {
                collect(suppressed, causes);
            }
        }
    }

    private static boolean isOfTheSurroundings(Throwable cause) {
        return switch (cause) {
            case SocketException _,
                    ClosedChannelException _,
                    ClosedConnectionException _,
                    TimeoutException _ ->
                    true;
            case PgException refused -> !isOfTheData(refused.getSqlState());
            case SQLException refused -> !isOfTheData(refused.getSQLState());
            default -> false;
        };
    }

    /** Whether it would fail again, whatever comes back. */
    private static boolean isOfTheMessage(Throwable e) {
        Set<Throwable> causes = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(e, causes);
        // A client that loses its connection may stumble over what is missing then.
        if (causes.stream().anyMatch(Intake::isOfTheSurroundings)) {
            return false;
        }
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        // What the database refuses is of the data by now, and Hibernate makes
                        // SQLException of it.
                        cause instanceof PgException
                                || cause instanceof SQLException
                                || cause instanceof IllegalArgumentException
                                || cause instanceof NullPointerException
                                || cause instanceof ClassCastException
                                || cause instanceof ArithmeticException
                                || cause instanceof IndexOutOfBoundsException);
    }

    private static boolean isOfTheData(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith(DATA)
                        || sqlState.startsWith(CONSTRAINT)
                        || sqlState.startsWith(LIMIT));
    }
}
