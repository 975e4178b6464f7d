package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertCase;

/**
 * An alert as it was found.
 *
 * @param alert the alert
 * @param version changes with every change of the alert
 */
public record Stored(AlertCase alert, long version) {}
