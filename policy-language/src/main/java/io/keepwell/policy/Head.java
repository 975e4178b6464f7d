package io.keepwell.policy;

/**
 * What every document says first.
 *
 * @param kind what it is
 * @param id its name
 */
record Head(String kind, String id) {}
