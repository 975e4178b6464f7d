package io.keepwell.model.alert;

import io.keepwell.model.WireName;

/** How much an alert presses. */
public enum Severity implements WireName {
    /** Answer within 24 hours (requirement A9). */
    CRITICAL,
    /** Answer within 48 hours (requirement A10). */
    HIGH,
    /** Answer within 48 hours; can wait behind the others. */
    MEDIUM
}
