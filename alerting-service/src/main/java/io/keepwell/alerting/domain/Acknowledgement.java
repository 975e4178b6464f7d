package io.keepwell.alerting.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert's first answer, which stops its clock (requirement A10).
 *
 * @param by who took it on
 * @param at when
 * @param note what they said
 */
public record Acknowledgement(String by, Instant at, @Nullable String note) {}
