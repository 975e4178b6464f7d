package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** Where a task is in its life. */
public enum TaskState implements WireName {
    /** Not to be done yet: it waits for an approval, or for its day. */
    WAITING,
    /** To be done. */
    OPEN,
    /** Done, with its outcome. */
    COMPLETED,
    /** No longer needed. */
    CANCELLED
}
