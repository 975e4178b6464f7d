package io.keepwell.model.health;

import io.keepwell.model.WireName;

/** What a signal, alert or play speaks of. */
public enum SignalCategory implements WireName {
    /** The customer may leave. */
    RISK,
    /** The customer may buy more. */
    EXPANSION,
    /** The customer reached a point of its course: a stage, a renewal, a review. */
    LIFECYCLE
}
