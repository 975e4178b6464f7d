package io.keepwell.engine.account;

import io.keepwell.engine.metrics.Reporting;

/**
 * What accounts rest by. Midnights pass over who rests; that is no other than being judged only as
 * long as sources report as they did when it went to rest.
 *
 * @param through the UTC day of the last midnight for which that is certain
 * @param reporting which kinds of source report, {@linkplain Reporting#settled settled}
 */
public record Rest(int through, Reporting reporting) {}
