package io.keepwell.alerting.domain;

import io.keepwell.model.AccountId;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.reaction.Condition;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an alert, whatever its state.
 *
 * @param alertId names it
 * @param accountId whose
 * @param rule the rule that opened it, and its version
 * @param category what it speaks of
 * @param condition the rule's condition in that version: the alert clears when it ceases to hold
 * @param severity how much it presses
 * @param account the account when it last fired; its manager and team are the present ones until
 *     the alert is resolved
 * @param summary what was seen, in one line
 * @param firings how often it fired, 1 or more
 * @param openedAt when it first fired
 * @param lastFiredAt when it last fired
 * @param respondBy until when it must be answered
 * @param overdueAt when its time had run out without an answer; absent if it has not
 * @param healthChangeId the health change that fired it last
 */
public record AlertFacts(
        UUID alertId,
        AccountId accountId,
        PolicyRef rule,
        SignalCategory category,
        Condition condition,
        Severity severity,
        AccountSnapshot account,
        String summary,
        int firings,
        Instant openedAt,
        Instant lastFiredAt,
        Instant respondBy,
        @Nullable Instant overdueAt,
        UUID healthChangeId) {

    /** After another firing: it may come to press more, never less. */
    AlertFacts repeated(Firing firing) {
        boolean pressesMore = firing.severity().compareTo(severity) < 0;
        boolean isSooner = firing.respondBy().isBefore(respondBy);
        return new AlertFacts(
                alertId,
                accountId,
                rule,
                category,
                condition,
                pressesMore ? firing.severity() : severity,
                firing.account(),
                firing.summary(),
                firings + 1,
                openedAt,
                firing.at(),
                isSooner ? firing.respondBy() : respondBy,
                overdueAt,
                firing.healthChangeId());
    }

    boolean isOf(AccountSnapshot owned) {
        return Objects.equals(account.csm(), owned.csm())
                && Objects.equals(account.team(), owned.team());
    }

    AlertFacts ownedAs(AccountSnapshot owned) {
        return new AlertFacts(
                alertId,
                accountId,
                rule,
                category,
                condition,
                severity,
                new AccountSnapshot(
                        account.name(),
                        account.segment(),
                        account.stage(),
                        account.arr(),
                        owned.csm(),
                        owned.team(),
                        account.renewalDate()),
                summary,
                firings,
                openedAt,
                lastFiredAt,
                respondBy,
                overdueAt,
                healthChangeId);
    }

    AlertFacts overdue(Instant at) {
        return new AlertFacts(
                alertId,
                accountId,
                rule,
                category,
                condition,
                severity,
                account,
                summary,
                firings,
                openedAt,
                lastFiredAt,
                respondBy,
                at,
                healthChangeId);
    }
}
