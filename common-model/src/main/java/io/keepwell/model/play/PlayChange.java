package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** What happened to a play. */
public enum PlayChange implements WireName {
    /** It began, with its tasks. */
    STARTED,
    /** Its last task was done. */
    COMPLETED,
    /** One of its success criteria was ticked, or is no longer met. */
    TICKED,
    /** Somebody said what came of it. */
    CLOSED,
    /** Its condition cleared. */
    EXITED,
    /** It was triggered and did not start. */
    SKIPPED
}
