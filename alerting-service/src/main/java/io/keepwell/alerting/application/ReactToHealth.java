package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.alerting.domain.Reaction;
import io.keepwell.alerting.domain.Standing;
import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.runtime.ledger.LedgerEntry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads accounts' health changes, each once, and does to their alerts what the rules say. */
public final class ReactToHealth {

    private final Accounts accounts;
    private final RulesInForce rules;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /**
     * With what it needs.
     *
     * @param accounts where alerts are kept
     * @param rules the rules in force
     * @param clock the present
     * @param ids names alerts
     */
    public ReactToHealth(
            Accounts accounts, RulesInForce rules, InstantSource clock, Supplier<UUID> ids) {
        this.accounts = accounts;
        this.rules = rules;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Reads messages of topic {@code keepwell.health-changes} that nobody follows.
     *
     * @param messages the next of their accounts; one that was read before does nothing
     * @return as below
     */
    public Uni<Void> react(List<Message> messages) {
        return react(messages, _ -> Optional.empty());
    }

    /**
     * Reads messages of topic {@code keepwell.health-changes}.
     *
     * @param messages the next of their accounts; one that was read before does nothing
     * @param causes the step of a trace by which each of them was caused, if somebody follows it
     * @return when all that comes of them is kept; of one transaction, so that it is all or
     *     nothing, but for those before and after an account that is erased
     * @throws IllegalArgumentException when one is not a health change
     * @throws IllegalStateException while no policies are known, by which they could be judged
     */
    public Uni<Void> react(
            List<Message> messages, Function<Message, Optional<TraceParent>> causes) {
        int first = 0;
        Uni<Void> reacted = Uni.createFrom().voidItem();
        for (int at = 0; at < messages.size(); at++) {
            if (messages.get(at) instanceof AccountErasedV1 erased) {
                List<Message> before = messages.subList(first, at);
                reacted =
                        reacted.chain(() -> reactToChanges(before, causes))
                                .chain(() -> accounts.erase(erased));
                first = at + 1;
            }
        }
        List<Message> rest = messages.subList(first, messages.size());
        return reacted.chain(() -> reactToChanges(rest, causes));
    }

    private Uni<Void> reactToChanges(
            List<Message> messages, Function<Message, Optional<TraceParent>> causes) {
        Map<AccountId, List<HealthChange>> changes = byAccount(messages);
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Applied<AlertRule>> inForce =
                rules.rules()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "no policies have been read yet; they are on topic"
                                                + " keepwell.policies"));
        return accounts.change(
                changes.keySet(),
                held ->
                        decide(
                                held,
                                changes.getOrDefault(held.standing().accountId(), List.of()),
                                inForce,
                                causes));
    }

    /** A changed score alone moves no alert. */
    private static Map<AccountId, List<HealthChange>> byAccount(List<Message> messages) {
        var changes = new LinkedHashMap<AccountId, List<HealthChange>>();
        for (Message message : messages) {
            switch (message) {
                case ScoreChangedV1 _ -> {}
                case HealthChange change ->
                        changes.computeIfAbsent(change.accountId(), _ -> new ArrayList<>())
                                .add(change);
                default ->
                        throw new IllegalArgumentException(
                                "%s is not a health change".formatted(message.messageType()));
            }
        }
        return changes;
    }

    private Change decide(
            Held held,
            List<HealthChange> changes,
            List<Applied<AlertRule>> inForce,
            Function<Message, Optional<TraceParent>> causes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LedgerEntry ledger = held.ledger();
        Standing standing = held.standing();
        List<Pending> pending = held.pending();
        var handedOver = new HashSet<UUID>();
        var events = new ArrayList<AlertEvent>();
        var caused = new HashMap<AlertEvent, TraceParent>(0);
        int repeats = 0;
        for (HealthChange change : changes) {
            if (ledger.hasRead(change.sequence())) {
                repeats++;
                continue;
            }
            ledger = ledger.withRead(change.sequence());
            standing = standing.after(change);
            List<Pending> handed = Reaction.handedOver(pending, standing.account());
            handed.forEach(it -> handedOver.add(it.facts().alertId()));
            pending = Reaction.pendingWith(pending, handed);
            List<AlertEvent> next = Reaction.to(standing, change, inForce, pending, now, ids);
            pending = Reaction.pendingAfter(pending, next);
            events.addAll(next);
            causes.apply(change).ifPresent(cause -> next.forEach(it -> caused.put(it, cause)));
        }
        List<Pending> others =
                pending.stream().filter(it -> handedOver.contains(it.facts().alertId())).toList();
        return new Change(ledger, standing, events, others, repeats, caused);
    }
}
