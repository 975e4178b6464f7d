package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.alerting.domain.Standing;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.util.List;

/**
 * What is to be kept of an account from now on, and told.
 *
 * @param ledger its counts, without what will be published
 * @param standing how it stands
 * @param events what happened to its alerts, in order
 * @param handedOver alerts that go to another manager or team, as they are after all that happened;
 *     nothing is told of it
 * @param repeats how many messages had been read before, and did nothing
 */
public record Change(
        LedgerEntry ledger,
        Standing standing,
        List<AlertEvent> events,
        List<Pending> handedOver,
        int repeats) {

    /** Copies the lists. */
    public Change {
        events = List.copyOf(events);
        handedOver = List.copyOf(handedOver);
    }
}
