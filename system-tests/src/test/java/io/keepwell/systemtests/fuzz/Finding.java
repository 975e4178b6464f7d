package io.keepwell.systemtests.fuzz;

/**
 * Something that must not be.
 *
 * @param number of the request
 * @param what was found
 */
record Finding(long number, String what) {}
