package io.keepwell.engine.backtest;

import io.keepwell.engine.facts.Days;
import io.keepwell.model.EventType;
import io.keepwell.model.WireName;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What it is to lose a customer. A trial that never became a customer is not lost, and a
 * cancellation that is followed by a renewal before the contract ends is none.
 *
 * @param types the event types that say so
 * @param unless attributes; an event that has one of them says something else, such as that one of
 *     a customer's several contracts ended
 * @param counted as of which day the customer counts as gone
 */
public record ChurnRule(Set<EventType> types, Set<String> unless, Counted counted) {

    private static final EventType TRIAL_STARTED = new EventType("commercial.trial-started");
    private static final EventType STARTED = new EventType("commercial.contract-started");
    private static final EventType RENEWED = new EventType("commercial.contract-renewed");
    private static final String ENDS_ON = "endsOn";

    /** A cancelled contract, as of the day on which it ends, or an account that is gone. */
    public static final ChurnRule STANDARD =
            new ChurnRule(
                    Set.of(
                            new EventType("commercial.contract-cancelled"),
                            new EventType("account.deleted")),
                    Set.of(),
                    Counted.END);

    /** As of which day a customer counts as gone. */
    public enum Counted implements WireName {
        /** The day on which the contract ends, if the event tells it; else that of the event. */
        END,
        /** The day on which it became known. */
        NOTICE
    }

    /** In a fixed order. */
    public ChurnRule {
        types = Set.copyOf(types);
        unless = Collections.unmodifiableSet(new TreeSet<>(unless));
    }

    /**
     * The first time that the customer was lost.
     *
     * @param events the account's events in the order in which they became known
     * @return it, or empty
     */
    Optional<Churn> first(List<CustomerEventV1> events) {
        for (CustomerEventV1 event : events) {
            if (isChurn(event)) {
                int known = Days.of(event.receivedAt());
                int day = counted == Counted.NOTICE ? known : end(event);
                if (!isTakenBack(events, event, day)) {
                    return Optional.of(new Churn(known, day));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isChurn(CustomerEventV1 event) {
        return types.contains(event.type())
                && Collections.disjoint(event.attributes().values().keySet(), unless);
    }

    private static boolean isTakenBack(
            List<CustomerEventV1> events, CustomerEventV1 cancelled, int day) {
        return events.stream()
                .anyMatch(event ->
                        event.type().equals(RENEWED)
                                && event.receivedAt().isAfter(cancelled.receivedAt())
                                && Days.of(event.receivedAt()) <= day);
    }

    private static int end(CustomerEventV1 event) {
        return event.attributes().values().get(ENDS_ON) instanceof AttributeValue.Text(String text)
                ? parsed(text).orElse(Days.of(event.occurredAt()))
                : Days.of(event.occurredAt());
    }

    private static OptionalInt parsed(String day) {
        try {
            return OptionalInt.of((int) LocalDate.parse(day).toEpochDay());
        } catch (DateTimeParseException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * As of which day the account is a customer rather than one who tries.
     *
     * @param events those that became known before it was lost, in that order
     * @return the day, or empty when it only ever tried
     */
    static OptionalInt customerFrom(List<CustomerEventV1> events) {
        boolean tries = false;
        for (CustomerEventV1 event : events) {
            if (event.type().equals(STARTED) || event.type().equals(RENEWED)) {
                // Who never tried has been a customer for as long as anything is known.
                return OptionalInt.of(Days.of((tries ? event : events.getFirst()).receivedAt()));
            }
            tries |= event.type().equals(TRIAL_STARTED);
        }
        return tries || events.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Days.of(events.getFirst().receivedAt()));
    }
}
