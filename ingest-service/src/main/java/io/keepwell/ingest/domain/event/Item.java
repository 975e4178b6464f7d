package io.keepwell.ingest.domain.event;

/**
 * One event of a request, or what stands in its place.
 *
 * @param verdict what became of it
 * @param from where it begins in the body, in bytes from 0
 * @param to where it ends in the body, exclusive
 */
public record Item(Verdict verdict, int from, int to) {}
