package io.keepwell.scoring.application.fold;

import io.keepwell.model.WireName;

/** Why an event was not folded. */
public enum QuarantineReason implements WireName {
    /** It is no message that this release knows. */
    UNREADABLE,
    /** It claims to have occurred well after it was received. */
    IN_THE_FUTURE,
    /** It takes back one event more than an account may know of. */
    TOO_MANY_WITHDRAWN,
    /** Folding it failed. */
    FAILED
}
