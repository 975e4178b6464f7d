package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An account inside a transaction. One call after the other, never two at a time. */
public interface AccountWork {

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
