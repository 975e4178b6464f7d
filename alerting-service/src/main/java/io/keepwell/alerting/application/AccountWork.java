package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.alerting.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An account inside a transaction. One call after the other, never two at a time. */
public interface AccountWork {

    /**
     * Whether a health change is a repeat.
     *
     * @param sequence the change's
     * @return true when it, or a later one, was read
     */
    boolean hasRead(long sequence);

    /**
     * How the account stands.
     *
     * @return nothing known, before its first health change
     */
    Uni<Standing> standing();

    /**
     * Remembers how the account stands after a health change.
     *
     * @param standing after it
     * @param sequence the change's
     * @return when it is written
     */
    Uni<Void> read(Standing standing, long sequence);

    /**
     * The account's alerts that are not resolved.
     *
     * @return in the order in which they opened
     */
    Uni<List<Pending>> pending();

    /**
     * One of the account's alerts.
     *
     * @param alertId which
     * @return the alert, or empty when the account has no such
     */
    Uni<Optional<Stored>> alert(UUID alertId);

    /**
     * Keeps what happened, and tells it on topic {@code keepwell.alerts} and to whom it is to be
     * delivered.
     *
     * @param events in order; nothing is done for an empty list
     * @return when it is written
     */
    Uni<Void> tell(List<AlertEvent> events);
}
