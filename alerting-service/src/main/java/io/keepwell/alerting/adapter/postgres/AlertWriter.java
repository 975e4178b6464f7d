package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.domain.AlertCase;
import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ledger.AccountLedger;
import io.keepwell.runtime.ledger.LedgerEntry;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.outbox.SessionOutbox;
import io.keepwell.runtime.trace.Reactions;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happened to alerts, and tells it, in the transaction that has locked the accounts.
 */
final class AlertWriter {

    private final int shards;
    private final Set<String> targets;
    private final Supplier<UUID> ids;

    /**
     * What happened to an account's alerts, in order; which of them go to another owner then; which
     * steps of traces have caused it.
     */
    record Happened(
            LedgerEntry ledger,
            List<AlertEvent> events,
            List<Pending> handedOver,
            Map<AlertEvent, TraceParent> causes) {}

    AlertWriter(int shards, Set<String> targets, Supplier<UUID> ids) {
        this.shards = shards;
        this.targets = Set.copyOf(targets);
        this.ids = ids;
    }

    /**
     * Writes it, and the accounts' counts; returns the messages that tell it.
     *
     * @param reactions the transaction's
     */
    Uni<List<AlertChangedV1>> write(
            Mutiny.Session session, List<Happened> all, Reactions reactions) {
        var messages = new ArrayList<AlertChangedV1>();
        var rows = new ArrayList<OutboxRow>();
        var latest = new LinkedHashMap<UUID, AlertCase>();
        var opened = new HashSet<UUID>();
        Uni<Void> counted = Uni.createFrom().voidItem();
        for (Happened happened : all) {
            LedgerEntry ledger = happened.ledger();
            for (AlertEvent event : happened.events()) {
                ledger = ledger.withPublished(1);
                AlertChangedV1 message = message(event, ledger);
                messages.add(message);
                rows.add(row(message, happened.causes().get(event), reactions));
                latest.put(event.alert().facts().alertId(), event.alert());
                if (event.change() == AlertChange.OPENED) {
                    opened.add(event.alert().facts().alertId());
                }
            }
            happened.handedOver().forEach(it -> latest.put(it.facts().alertId(), it));
            LedgerEntry counts = ledger;
            counted = counted.chain(() -> AccountLedger.save(session, counts));
        }
        if (latest.isEmpty()) {
            return counted.replaceWith(messages);
        }
        return counted.chain(() -> keep(session, latest, opened))
                .chain(() -> SessionOutbox.insert(session, rows))
                .chain(() -> DeliveryRows.insert(session, targets, messages, ids))
                .replaceWith(messages);
    }

    /**
     * Flushes the changed ones first: Hibernate would open alerts before it resolves former ones.
     */
    private static Uni<Void> keep(
            Mutiny.Session session, Map<UUID, AlertCase> alerts, Set<UUID> opened) {
        var known = new LinkedHashMap<>(alerts);
        known.keySet().removeAll(opened);
        Object[] added =
                alerts.values().stream()
                        .filter(it -> opened.contains(it.facts().alertId()))
                        .map(AlertEntity::new)
                        .toArray();
        return change(session, known).chain(() -> session.persistAll(added)).chain(session::flush);
    }

    private static Uni<Void> change(Mutiny.Session session, Map<UUID, AlertCase> alerts) {
        if (alerts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.find(AlertEntity.class, alerts.keySet().toArray())
                .invoke(found -> {
                    for (AlertEntity entity : found) {
                        entity.take(Objects.requireNonNull(alerts.get(entity.alertId)));
                    }
                })
                .chain(session::flush);
    }

    private AlertChangedV1 message(AlertEvent event, LedgerEntry ledger) {
        return new AlertChangedV1(
                ids.get(),
                ledger.accountId(),
                ledger.published(),
                event.change(),
                event.at(),
                event.by(),
                event.alert().told());
    }

    private OutboxRow row(
            AlertChangedV1 message, @Nullable TraceParent cause, Reactions reactions) {
        int shard = Math.floorMod(message.accountId().value().hashCode(), shards);
        Optional<TraceParent> step =
                reactions
                        .follow(message.accountId(), cause, message.changedAt())
                        .map(it ->
                                it.with("keepwell.alert.ids", "" + message.alert().alertId())
                                        .with("keepwell.message.types", message.messageType())
                                        .traceParent());
        return OutboxRow.of(shard, message, message.changedAt(), step.orElse(null));
    }
}
