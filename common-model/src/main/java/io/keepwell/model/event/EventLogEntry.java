package io.keepwell.model.event;

import io.keepwell.model.message.Message;

/** What may stand on {@code keepwell.customer-events}: events, and the marks of backfill runs. */
public sealed interface EventLogEntry extends Message
        permits CustomerEventV1, BackfillOpenedV1, BackfillClosedV1 {}
