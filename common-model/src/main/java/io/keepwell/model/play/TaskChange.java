package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** What happened to a task. */
public enum TaskChange implements WireName {
    /** It is planned, and waits for an approval or for its day. */
    WAITING,
    /** Whoever is to give leave for it has given it. */
    APPROVED,
    /** Whoever is to give leave for it has not. */
    REFUSED,
    /** It is to be done. */
    OPENED,
    /** It has another owner, or another is to give leave for it. */
    REASSIGNED,
    /** Its due date passed. */
    OVERDUE,
    /** It was done. */
    COMPLETED,
    /** It is no longer needed. */
    CANCELLED
}
