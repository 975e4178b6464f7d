package io.keepwell.alerting.domain;

import io.keepwell.alerting.domain.AlertCase.Open;
import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.HealthSnapshot;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** What a health change does to an account's alerts. */
public final class Reaction {

    private Reaction() {}

    /**
     * Resolves the alerts whose condition has ceased to hold, then fires the rules of whose
     * condition the change is an edge. A rule with a pending alert makes it count one more.
     *
     * @param after how the account stands after the change
     * @param change the change
     * @param rules the alert rules in force
     * @param pending the account's alerts that are not resolved
     * @param now the present
     * @param ids names new alerts
     * @return what happened, in order
     */
    public static List<AlertEvent> to(
            Standing after,
            HealthChange change,
            List<Applied<AlertRule>> rules,
            List<Pending> pending,
            Instant now,
            Supplier<UUID> ids) {
        var events = new ArrayList<AlertEvent>();
        var left = new ArrayList<Pending>();
        for (Pending alert : pending) {
            if (holds(alert.facts().condition(), change.health())) {
                left.add(alert);
            } else {
                Pending timed = timed(alert, now, events);
                events.add(new AlertEvent(AlertChange.RESOLVED, now, null, timed.clear(now)));
            }
        }
        for (Applied<AlertRule> rule : rules) {
            Condition when = rule.value().when();
            if (isEdge(when, change) && when.holds(after.status(), after.raised())) {
                fire(rule, after, change, left, now, ids, events);
            }
        }
        return events;
    }

    /**
     * Gives alerts to whoever has the account.
     *
     * @param pending the account's alerts that are not resolved
     * @param account the account as it is known now
     * @return those that go to another, as they are then
     */
    public static List<Pending> handedOver(List<Pending> pending, AccountSnapshot account) {
        return pending.stream()
                .filter(alert -> !alert.facts().isOf(account))
                .map(alert -> alert.handOver(account))
                .toList();
    }

    /**
     * The alerts that are not resolved after some of them were replaced.
     *
     * @param pending those before it
     * @param handed some of them, as they are now
     * @return in the order in which they opened
     */
    public static List<Pending> pendingWith(List<Pending> pending, List<Pending> handed) {
        var after = new LinkedHashMap<UUID, Pending>();
        pending.forEach(alert -> after.put(alert.facts().alertId(), alert));
        handed.forEach(alert -> after.put(alert.facts().alertId(), alert));
        return List.copyOf(after.values());
    }

    /**
     * The alerts that are not resolved after what happened.
     *
     * @param pending those before it
     * @param events what happened, in order
     * @return in the order in which they opened
     */
    public static List<Pending> pendingAfter(List<Pending> pending, List<AlertEvent> events) {
        var after = new LinkedHashMap<UUID, Pending>();
        pending.forEach(alert -> after.put(alert.facts().alertId(), alert));
        for (AlertEvent event : events) {
            UUID alertId = event.alert().facts().alertId();
            if (event.alert() instanceof Pending alert) {
                after.put(alertId, alert);
            } else {
                after.remove(alertId);
            }
        }
        return List.copyOf(after.values());
    }

    /**
     * Tells what time has done to an alert, where that was not told yet: that it ran out unanswered
     * (requirement A10), and each step of the ladder whose day has come (requirement A11).
     *
     * @param alert the alert
     * @param now the present
     * @param events gets the event
     * @return the alert after it
     */
    public static Pending timed(Pending alert, Instant now, List<AlertEvent> events) {
        Pending timed = alert;
        if (alert instanceof Open open && open.isDue(now)) {
            timed = open.overdue(now);
            events.add(new AlertEvent(AlertChange.OVERDUE, now, null, timed));
        }
        for (Instant next = timed.facts().escalatesAt();
                next != null && !now.isBefore(next);
                next = timed.facts().escalatesAt()) {
            timed = timed.escalate();
            events.add(new AlertEvent(AlertChange.ESCALATED, now, null, timed));
        }
        return timed;
    }

    private static void fire(
            Applied<AlertRule> rule,
            Standing after,
            HealthChange change,
            List<Pending> pending,
            Instant now,
            Supplier<UUID> ids,
            List<AlertEvent> events) {
        Firing firing = firing(rule.value(), after.account(), change, now);
        for (Pending alert : pending) {
            if (alert.facts().rule().id().equals(rule.ref().id())) {
                Pending timed = timed(alert, now, events);
                events.add(new AlertEvent(AlertChange.REPEATED, now, null, timed.repeat(firing)));
                return;
            }
        }
        events.add(
                new AlertEvent(
                        AlertChange.OPENED, now, null, open(rule, after, firing, ids.get())));
    }

    private static Open open(Applied<AlertRule> rule, Standing after, Firing firing, UUID alertId) {
        return new Open(
                new AlertFacts(
                        alertId,
                        after.accountId(),
                        rule.ref(),
                        rule.value().category(),
                        rule.value().when(),
                        firing.severity(),
                        firing.account(),
                        firing.summary(),
                        1,
                        firing.at(),
                        firing.at(),
                        firing.respondBy(),
                        null,
                        firing.healthChangeId(),
                        rule.value().escalation(),
                        1));
    }

    /** The account may be known better than by the change, where the other topic is ahead. */
    private static Firing firing(
            AlertRule rule, AccountSnapshot account, HealthChange change, Instant now) {
        Severity severity = rule.severityIn(account.segment());
        Duration within = Objects.requireNonNull(rule.respondWithin().get(severity));
        return new Firing(
                now, severity, now.plus(within), account, summary(rule, change), change.id());
    }

    private static String summary(AlertRule rule, HealthChange change) {
        String seen =
                switch (change) {
                    case StatusChangedV1 moved -> moved.reason();
                    case SignalRaisedV1 raised -> raised.summary();
                    case SignalClearedV1 _, ScoreChangedV1 _ ->
                            throw new IllegalArgumentException("fires nothing: " + change.id());
                };
        return rule.name() + ": " + seen;
    }

    private static boolean holds(Condition condition, HealthSnapshot health) {
        return condition.holds(health.status(), health.signals());
    }

    private static boolean isEdge(Condition when, HealthChange change) {
        return switch (change) {
            case StatusChangedV1 moved -> when.waitsFor(moved.to());
            case SignalRaisedV1 raised -> when.waitsFor(raised.signal().id());
            case SignalClearedV1 _, ScoreChangedV1 _ -> false;
        };
    }
}
