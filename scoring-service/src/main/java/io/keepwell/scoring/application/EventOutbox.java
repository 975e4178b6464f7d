package io.keepwell.scoring.application;

import io.keepwell.model.event.CustomerEventV1;
import java.util.concurrent.CompletionStage;

/** Takes events that people cause here, and sees that they get to the log. */
public interface EventOutbox {

    /**
     * Keeps an event.
     *
     * @param event what somebody has said
     * @return the event when it is kept: it will be on the log, once
     */
    CompletionStage<CustomerEventV1> keep(CustomerEventV1 event);
}
