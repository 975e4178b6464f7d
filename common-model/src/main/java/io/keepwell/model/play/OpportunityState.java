package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** Where an opportunity is in its life. */
public enum OpportunityState implements WireName {
    /** Being pursued. */
    OPEN,
    /** Bought. */
    WON,
    /** Not bought. */
    LOST
}
