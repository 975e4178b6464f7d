package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** What happened to a task. */
public enum TaskChange implements WireName {
    /** It is to be done. */
    OPENED,
    /** It has another owner. */
    REASSIGNED,
    /** Its due date passed. */
    OVERDUE,
    /** It was done. */
    COMPLETED,
    /** It is no longer needed. */
    CANCELLED
}
