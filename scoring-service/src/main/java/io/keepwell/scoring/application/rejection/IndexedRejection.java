package io.keepwell.scoring.application.rejection;

import io.keepwell.model.event.RejectedEventV1;

/**
 * A rejection as it was read, to be found again.
 *
 * @param place where it lies
 * @param rejection what it says
 */
public record IndexedRejection(RejectionPlace place, RejectedEventV1 rejection) {}
