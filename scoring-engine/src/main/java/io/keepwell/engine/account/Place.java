package io.keepwell.engine.account;

/**
 * How far the log had been read when something was found out.
 *
 * @param partition the partition of the customer events
 * @param nextOffset the offset after the last record that was taken into account
 */
public record Place(int partition, long nextOffset) {}
