package io.keepwell.scoring.simulation;

/**
 * What does not hold.
 *
 * @param invariant which
 * @param detail where, and how
 */
record Violation(Invariant invariant, String detail) {}
