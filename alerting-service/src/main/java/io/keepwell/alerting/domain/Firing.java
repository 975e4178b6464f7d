package io.keepwell.alerting.domain;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import java.time.Instant;
import java.util.UUID;

/**
 * What a rule says about an account at the moment it fires.
 *
 * @param at when
 * @param severity how much it presses, for this account
 * @param respondBy until when it must be answered
 * @param account the account
 * @param summary what was seen, in one line
 * @param healthChangeId the health change that fired it
 */
public record Firing(
        Instant at,
        Severity severity,
        Instant respondBy,
        AccountSnapshot account,
        String summary,
        UUID healthChangeId) {}
