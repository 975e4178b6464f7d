package io.keepwell.alerting.domain;

import io.keepwell.model.AccountId;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.LadderStep;
import java.time.Instant;
import java.util.List;
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
 * @param ladder the rule's ladder in that version: its steps after the first
 * @param step the step of it on which the alert is, from 1 (requirement A11)
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
        UUID healthChangeId,
        List<LadderStep> ladder,
        int step) {

    /** Copies the list. */
    public AlertFacts {
        ladder = List.copyOf(ladder);
    }

    /**
     * When it goes up a step.
     *
     * @return the start of the day of the next step; null on the last
     */
    public @Nullable Instant escalatesAt() {
        return step > ladder.size() ? null : ladder.get(step - 1).beginsAt(openedAt);
    }

    /**
     * Who was brought in by the steps up to that on which it is.
     *
     * @return roles, in their order; none on the first
     */
    public List<String> involved() {
        return ladder.stream()
                .limit(step - 1L)
                .flatMap(it -> it.involve().stream())
                .distinct()
                .toList();
    }

    /** One step up. */
    AlertFacts escalated() {
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
                overdueAt,
                healthChangeId,
                ladder,
                step + 1);
    }

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
                firing.healthChangeId(),
                ladder,
                step);
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
                healthChangeId,
                ladder,
                step);
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
                healthChangeId,
                ladder,
                step);
    }
}
