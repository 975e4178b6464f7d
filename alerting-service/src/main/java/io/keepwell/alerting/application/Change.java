package io.keepwell.alerting.application;

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
 * @param repeats how many messages had been read before, and did nothing
 */
public record Change(LedgerEntry ledger, Standing standing, List<AlertEvent> events, int repeats) {

    /** Copies the list. */
    public Change {
        events = List.copyOf(events);
    }
}
