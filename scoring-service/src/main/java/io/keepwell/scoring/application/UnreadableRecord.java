package io.keepwell.scoring.application;

import org.jspecify.annotations.Nullable;

/**
 * A record that this release cannot read, whole. The arrays are not copied: nobody may change them.
 *
 * @param partition where it lies
 * @param offset where it lies in there
 * @param key the record's key
 * @param headers the record's headers, as the outbox encodes them
 * @param value the record's value
 * @param detail why it cannot be read
 */
// Bytes are what the column holds; nobody compares these.
@SuppressWarnings("ArrayRecordComponent")
public record UnreadableRecord(
        int partition,
        long offset,
        @Nullable String key,
        byte[] headers,
        byte @Nullable [] value,
        String detail) {}
