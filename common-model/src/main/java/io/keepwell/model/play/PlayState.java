package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** Where a play is in its life. */
public enum PlayState implements WireName {
    /** Its tasks are being worked. */
    RUNNING,
    /** Its tasks are done. */
    COMPLETED,
    /** Its condition cleared, and its open tasks were cancelled. */
    EXITED,
    /** Somebody said what came of it, and its open tasks were cancelled. */
    CLOSED,
    /** It was triggered and did not start, for the reason it gives. */
    SKIPPED
}
