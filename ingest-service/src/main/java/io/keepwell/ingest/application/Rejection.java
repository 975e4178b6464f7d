package io.keepwell.ingest.application;

import io.keepwell.ingest.domain.event.Flaw;

/**
 * One thing that is wrong with one item.
 *
 * @param index which item of the request, from 0
 * @param flaw what is wrong with it
 */
public record Rejection(int index, Flaw flaw) {}
