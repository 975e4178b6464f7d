package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** What happened to an opportunity. */
public enum OpportunityChange implements WireName {
    /** It was found. */
    OPENED,
    /** It was bought. */
    WON,
    /** It was not bought. */
    LOST
}
