package io.keepwell.model.alert;

import io.keepwell.model.Require;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it stands. At most one is open for an account and a rule.
 *
 * @param alertId names the alert
 * @param rule the rule that fired, and its version
 * @param category what it speaks of
 * @param severity how much it presses
 * @param state where it is in its life
 * @param account the account when it last fired; its manager and team are the present ones until
 *     the alert is resolved
 * @param owner who is to answer; absent while the account has no manager
 * @param summary what was seen, in one line for people
 * @param firings how often it fired, 1 or more
 * @param openedAt when it first fired
 * @param lastFiredAt when it last fired
 * @param respondBy until when it must be answered
 * @param escalationStep the step of the ladder it is on, from 1
 * @param acknowledgedAt when it was answered
 * @param acknowledgedBy by whom
 * @param snoozedUntil until when it is put off
 * @param resolvedAt when it was resolved
 * @param reason why it was snoozed or resolved
 * @param healthChangeId the health change that fired it last
 * @param involved the roles that the ladder has brought in by now: {@code cs-manager} …; absent
 *     while it has brought in none (requirement A11)
 */
public record Alert(
        UUID alertId,
        PolicyRef rule,
        SignalCategory category,
        Severity severity,
        AlertState state,
        AccountSnapshot account,
        @Nullable String owner,
        String summary,
        int firings,
        Instant openedAt,
        Instant lastFiredAt,
        Instant respondBy,
        int escalationStep,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant snoozedUntil,
        @Nullable Instant resolvedAt,
        @Nullable String reason,
        UUID healthChangeId,
        @Nullable List<String> involved) {

    /** Checks the counts, and copies the list. */
    public Alert {
        involved = involved == null ? null : List.copyOf(involved);
        Require.positive("firings", firings);
        Require.positive("escalationStep", escalationStep);
    }
}
