package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.Standing;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.util.List;

/**
 * What is kept of an account, which nobody else changes meanwhile.
 *
 * @param ledger what was read and published of it
 * @param standing how it stands
 * @param pending its alerts that are not resolved, in the order in which they opened
 */
public record Held(LedgerEntry ledger, Standing standing, List<Pending> pending) {

    /** Copies the list. */
    public Held {
        pending = List.copyOf(pending);
    }
}
