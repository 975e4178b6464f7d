package io.keepwell.model.health;

import io.keepwell.model.WireName;

/** The label of a change and of each of its parts: why the number is another than before. */
public enum CauseKind implements WireName {
    /** The customer did something, or something was done for them. */
    BEHAVIOUR,
    /** A day passed, a window slid, a date came. */
    TIME,
    /** Something that had happened earlier became known. */
    LATE_DATA,
    /** The card, a signal or a segment was defined anew. */
    CONFIGURATION,
    /** Another card applies to the account. */
    CARD_SWITCH,
    /** A person set or lifted an override. */
    OVERRIDE,
    /** A backfill run was closed. */
    RECONSTRUCTION
}
