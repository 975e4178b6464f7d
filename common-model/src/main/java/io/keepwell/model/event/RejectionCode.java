package io.keepwell.model.event;

import io.keepwell.model.WireName;

/** Why an event could not be accepted. */
public enum RejectionCode implements WireName {
    /** The bytes are not JSON, or not of the announced kind. */
    MALFORMED,
    /** A required field is absent. */
    MISSING_FIELD,
    /** A field holds what it must not. */
    INVALID_FIELD,
    /** The event, a text or the number of attributes is over its limit. */
    TOO_LARGE,
    /** The event says that it happened more than five minutes from now. */
    IN_THE_FUTURE,
    /** The source may not say this. */
    NOT_ALLOWED,
    /** The source's mapping makes nothing of it, and does not ignore it either. */
    NOT_MAPPED,
    /** The backfill run that the event names is not open. */
    BACKFILL_NOT_OPEN
}
