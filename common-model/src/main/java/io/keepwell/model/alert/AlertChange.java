package io.keepwell.model.alert;

import io.keepwell.model.WireName;

/** What happened to an alert. */
public enum AlertChange implements WireName {
    /** It fired, and none was open for the account and rule. */
    OPENED,
    /** It fired again while open. */
    REPEATED,
    /** Somebody took it on. */
    ACKNOWLEDGED,
    /** Somebody put it off. */
    SNOOZED,
    /** Its snooze ran out. */
    WOKEN,
    /** It went up a step of the ladder. */
    ESCALATED,
    /** Its time to be answered ran out. */
    OVERDUE,
    /** It is done, or its condition has cleared. */
    RESOLVED,
    /** It fired anew soon after it was resolved. */
    REOPENED
}
