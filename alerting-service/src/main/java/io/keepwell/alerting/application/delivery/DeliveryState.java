package io.keepwell.alerting.application.delivery;

import io.keepwell.model.WireName;

/** Where a delivery is in its life. */
public enum DeliveryState implements WireName {
    /** It is tried until it works or there is no more point. */
    PENDING,
    /** The receiver has it. */
    DELIVERED,
    /** It was given up. */
    DEAD
}
