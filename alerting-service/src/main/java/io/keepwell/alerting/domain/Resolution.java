package io.keepwell.alerting.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an alert ended.
 *
 * @param at when
 * @param by who resolved it; absent when its condition cleared
 * @param reason why, for people
 */
public record Resolution(Instant at, @Nullable String by, String reason) {}
