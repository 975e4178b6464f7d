package io.keepwell.scoring.application.rejection;

import java.util.UUID;

/**
 * Where a rejection lies on its topic.
 *
 * @param id which rejection
 * @param partition of {@code keepwell.rejected-events}, from 0
 * @param offset in the partition
 */
public record RejectionPlace(UUID id, int partition, long offset) {}
