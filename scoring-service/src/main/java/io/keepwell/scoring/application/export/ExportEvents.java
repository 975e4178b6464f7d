package io.keepwell.scoring.application.export;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.erasure.Erasures;
import io.keepwell.scoring.application.erasure.NamedPersons;
import io.keepwell.scoring.domain.erasure.ErasedIds;
import io.smallrye.mutiny.TimeoutException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Tells all events that the log keeps. Who was erased is not told: events of an account are left
 * out, and those of a person tell neither who it was nor what else was said.
 */
public final class ExportEvents {

    private static final String EVENT_ID = "eventId";
    private static final double CRC_RANGE = 1L << 32;

    private final EventLog log;
    private final Erasures erasures;
    private final Duration atMost;

    /** Each reads the whole log. */
    private final Semaphore alone = new Semaphore(1);

    /**
     * Of a log.
     *
     * @param log the events
     * @param erasures who is not to be told
     * @param atMost how long it may take to say so
     */
    public ExportEvents(EventLog log, Erasures erasures, Duration atMost) {
        this.log = log;
        this.erasures = erasures;
        this.atMost = atMost;
    }

    /** Another export is under way. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BusyException() {
            super("another export is under way");
        }
    }

    /**
     * Tells them.
     *
     * @param share of how many accounts, over 0 to 1; by lot, the same accounts each time
     * @param page told of all events
     * @throws IOException when the page throws it
     * @throws BusyException while another export is under way
     * @throws EventArchive.UnavailableException when the log does not answer
     */
    public void export(double share, EventLog.Page page) throws IOException {
        if (!alone.tryAcquire()) {
            throw new BusyException();
        }
        try {
            log.read(
                    id -> isDrawn(id, share),
                    events -> {
                        List<CustomerEventV1> told = withoutErased(events);
                        if (!told.isEmpty()) {
                            page.take(told);
                        }
                    });
        } finally {
            alone.release();
        }
    }

    private static boolean isDrawn(String accountId, double share) {
        var lot = new CRC32();
        lot.update(accountId.getBytes(StandardCharsets.UTF_8));
        return lot.getValue() < share * CRC_RANGE;
    }

    private List<CustomerEventV1> withoutErased(List<CustomerEventV1> events) {
        try {
            return known(events);
        } catch (TimeoutException e) {
            throw new EventArchive.UnavailableException("the list of erasures does not answer", e);
        }
    }

    private List<CustomerEventV1> known(List<CustomerEventV1> events) {
        ErasedIds accounts =
                erasures.accounts(
                                events.stream()
                                        .map(it -> it.accountId().value())
                                        .collect(Collectors.toSet()))
                        .await()
                        .atMost(atMost);
        ErasedIds persons =
                erasures.persons(
                                events.stream()
                                        .flatMap(it -> persons(it).stream())
                                        .collect(Collectors.toSet()))
                        .await()
                        .atMost(atMost);
        return events.stream()
                .filter(it -> !isErased(accounts, Set.of(it.accountId().value()), it))
                .map(it -> isErased(persons, persons(it), it) ? withoutPerson(it) : it)
                .toList();
    }

    private static boolean isErased(
            ErasedIds erased, Collection<String> ids, CustomerEventV1 event) {
        return erased.coversAny(ids, event.occurredAt(), event.receivedAt());
    }

    private static Set<String> persons(CustomerEventV1 event) {
        return NamedPersons.of(event.actorId(), event.attributes().values());
    }

    /** What is taken back stays so, whoever did it. */
    private static CustomerEventV1 withoutPerson(CustomerEventV1 event) {
        Optional<AttributeValue> takenBack =
                event.type().equals(EventCatalogue.EVENT_WITHDRAWN)
                        ? Optional.ofNullable(event.attributes().values().get(EVENT_ID))
                        : Optional.empty();
        return new CustomerEventV1(
                event.id(),
                event.source(),
                event.accountId(),
                event.type(),
                event.occurredAt(),
                event.receivedAt(),
                null,
                event.value(),
                takenBack.map(it -> new Attributes(Map.of(EVENT_ID, it))).orElse(Attributes.NONE),
                event.backfill());
    }
}
