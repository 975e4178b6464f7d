package io.keepwell.standalone.backfill;

/**
 * A row that was not accepted, or of which an event was not.
 *
 * @param line the line on which the row begins
 * @param reason why not
 */
public record Rejected(long line, String reason) {}
