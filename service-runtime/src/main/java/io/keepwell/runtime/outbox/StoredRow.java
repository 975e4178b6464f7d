package io.keepwell.runtime.outbox;

/** A row with the number that the table gave it. */
record StoredRow(long seq, OutboxRow row) {}
