package io.keepwell.alerting.domain;

import io.keepwell.model.alert.AlertChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an alert.
 *
 * @param change what
 * @param at when
 * @param by who did it; absent when the service did
 * @param alert the alert after it
 */
public record AlertEvent(AlertChange change, Instant at, @Nullable String by, AlertCase alert) {}
