package io.keepwell.alerting.application.reading;

import io.keepwell.alerting.application.Stored;
import io.keepwell.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The alerts, to be read. */
public interface AlertRecords {

    /**
     * Finds alerts.
     *
     * @param query which
     * @return one more than the query's limit where there is a further page
     */
    Uni<List<Stored>> alerts(AlertQuery query);

    /**
     * Finds an alert.
     *
     * @param alertId which
     * @param scope whose the caller sees
     * @return the alert, or empty when there is none that the caller may see
     */
    Uni<Optional<Stored>> alert(UUID alertId, Scope scope);
}
