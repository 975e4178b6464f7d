package io.keepwell.model.health;

import io.keepwell.model.WireName;

/** The band that an account's score lies in. */
public enum Status implements WireName {
    /** Thriving. */
    GREEN,
    /** Needs care. */
    YELLOW,
    /** In danger. */
    RED,
    /** Too little data to say. */
    UNKNOWN
}
