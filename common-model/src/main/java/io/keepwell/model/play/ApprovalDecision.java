package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** What was said when an approval was asked for. */
public enum ApprovalDecision implements WireName {
    /** It may be done. */
    APPROVED,
    /** It may not. */
    REFUSED
}
