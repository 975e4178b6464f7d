package io.keepwell.alerting.application.delivery;

import io.keepwell.model.alert.AlertChangedV1;
import io.smallrye.mutiny.Uni;

/** Somebody outside who is told of alerts. */
public interface Target {

    /**
     * What it is called.
     *
     * @return as the rows of deliveries name it
     */
    String name();

    /**
     * How many messages it gets at a time.
     *
     * @return 1 or more
     */
    int atATime();

    /**
     * Sends a message once.
     *
     * @param message what
     * @return what came of it; never fails but for bugs
     */
    Uni<Attempt> send(AlertChangedV1 message);
}
