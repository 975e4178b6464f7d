package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** Where a task is in its life. */
public enum TaskState implements WireName {
    /** To be done. */
    OPEN,
    /** Done, with its outcome. */
    COMPLETED,
    /** No longer needed. */
    CANCELLED
}
