package io.keepwell.engine.facts;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An event that takes another one back, which the same source has sent of the same account, or will
 * send. It holds for good: who wants the other one back sends it anew under another id. It tells
 * nothing else, and cannot be taken back itself.
 *
 * @param eventId the id of what it takes back
 * @param hash of the source and the id of what it takes back
 * @param by the event that does
 */
public record Withdrawal(String eventId, long hash, EventRef by) {

    /** How many events of one account may be known to be taken back: half a megabyte. */
    public static final int MAX = 10_000;

    /** Names the event that is taken back. */
    private static final String EVENT_ID = "eventId";

    /** No source's name has one. */
    private static final String SEPARATOR = "/";

    /**
     * Reads an event.
     *
     * @param event the event
     * @return what it takes back; empty when it is none that does
     */
    public static Optional<Withdrawal> of(CustomerEventV1 event) {
        return is(event)
                ? event.attributes()
                        .text(EVENT_ID)
                        .map(id ->
                                new Withdrawal(
                                        id, hash(event.source().value(), id), EventRef.of(event)))
                : Optional.empty();
    }

    /**
     * Whether an event does nothing but take another one back.
     *
     * @param event the event
     * @return whether
     */
    public static boolean is(CustomerEventV1 event) {
        return event.type().equals(EventCatalogue.EVENT_WITHDRAWN);
    }

    /**
     * What is left of events, whenever the others were taken back.
     *
     * @param events of one account
     * @return those that none of them takes back
     */
    public static List<CustomerEventV1> leftOf(List<CustomerEventV1> events) {
        Set<Long> gone =
                events.stream()
                        .flatMap(event -> of(event).stream())
                        .map(Withdrawal::hash)
                        .collect(Collectors.toSet());
        return gone.isEmpty()
                ? events
                : events.stream()
                        .filter(it -> is(it) || !gone.contains(hash(it.source().value(), it.id())))
                        .toList();
    }

    /** What an event is known by. */
    static long hash(String source, String id) {
        return MemberHash.of(source + SEPARATOR + id);
    }
}
