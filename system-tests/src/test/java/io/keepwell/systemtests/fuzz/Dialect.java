package io.keepwell.systemtests.fuzz;

/** In whose words a request is answered. */
enum Dialect {
    /** Receipts and problems. */
    EVENTS,
    /** As Segment's libraries read it. */
    SEGMENT,
    /** A receipt whatever becomes of the items. */
    WEBHOOK,
    /** The same, where no item makes more than one record. */
    WEBHOOK_ONE_EACH,
    /** An acknowledgement that says nothing of the items. */
    SALESFORCE,
    /** The path or the method is damaged: anybody may answer. */
    ANYBODY
}
