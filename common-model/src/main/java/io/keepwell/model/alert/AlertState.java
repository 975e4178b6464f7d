package io.keepwell.model.alert;

import io.keepwell.model.WireName;

/** Where an alert is in its life. */
public enum AlertState implements WireName {
    /** Nobody has answered. */
    OPEN,
    /** Somebody has taken it on. */
    ACKNOWLEDGED,
    /** Put off until a moment, with a reason. */
    SNOOZED,
    /** Done, or its condition has cleared. */
    RESOLVED
}
