package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.alerting.domain.Standing;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.util.List;
import java.util.Map;

/**
 * What is to be kept of an account from now on, and told.
 *
 * @param ledger its counts, without what will be published
 * @param standing how it stands
 * @param events what happened to its alerts, in order
 * @param handedOver alerts that go to another manager or team, as they are after all that happened;
 *     nothing is told of it
 * @param repeats how many messages had been read before, and did nothing
 * @param causes by which step of a trace an event was caused, of those that somebody follows
 */
public record Change(
        LedgerEntry ledger,
        Standing standing,
        List<AlertEvent> events,
        List<Pending> handedOver,
        int repeats,
        Map<AlertEvent, TraceParent> causes) {

    /** Copies the lists. */
    public Change {
        events = List.copyOf(events);
        handedOver = List.copyOf(handedOver);
        causes = Map.copyOf(causes);
    }

    /**
     * What nobody follows.
     *
     * @param ledger its counts, without what will be published
     * @param standing how it stands
     * @param events what happened to its alerts, in order
     * @param handedOver alerts that go to another manager or team
     * @param repeats how many messages had been read before, and did nothing
     */
    public Change(
            LedgerEntry ledger,
            Standing standing,
            List<AlertEvent> events,
            List<Pending> handedOver,
            int repeats) {
        this(ledger, standing, events, handedOver, repeats, Map.of());
    }
}
