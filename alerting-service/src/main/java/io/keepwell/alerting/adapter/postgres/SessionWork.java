package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.application.AccountWork;
import io.keepwell.alerting.application.Stored;
import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.alerting.domain.Standing;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.runtime.ledger.AccountLedger;
import io.keepwell.runtime.ledger.LedgerEntry;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.outbox.SessionOutbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** An account in a transaction of Hibernate Reactive, which holds the lock of its ledger. */
final class SessionWork implements AccountWork {

    private final Mutiny.Session session;
    private final int shard;
    private final Set<String> targets;
    private final Supplier<UUID> ids;
    private final List<AlertChangedV1> told = new ArrayList<>();
    private LedgerEntry entry;
    private boolean isChanged;
    private boolean wasRepeat;

    SessionWork(
            Mutiny.Session session,
            LedgerEntry entry,
            int shards,
            Set<String> targets,
            Supplier<UUID> ids) {
        this.session = session;
        this.entry = entry;
        this.shard = Math.floorMod(entry.accountId().value().hashCode(), shards);
        this.targets = targets;
        this.ids = ids;
    }

    @Override
    public boolean hasRead(long sequence) {
        wasRepeat = entry.hasRead(sequence);
        return wasRepeat;
    }

    @Override
    public Uni<Standing> standing() {
        return session.find(StandingEntity.class, entry.accountId().value())
                .map(found ->
                        found == null ? Standing.unknown(entry.accountId()) : found.standing());
    }

    @Override
    public Uni<Void> read(Standing standing, long sequence) {
        entry = entry.withRead(sequence);
        isChanged = true;
        return session.find(StandingEntity.class, standing.accountId().value())
                .chain(found -> {
                    if (found == null) {
                        return session.persist(new StandingEntity(standing));
                    }
                    found.take(standing);
                    return Uni.createFrom().voidItem();
                });
    }

    @Override
    public Uni<List<Pending>> pending() {
        return session.createSelectionQuery(
                        """
                        from Alert a where a.accountId = :accountId and a.state <> RESOLVED
                         order by a.openedAt, a.alertId
                        """,
                        AlertEntity.class)
                .setParameter("accountId", entry.accountId().value())
                .getResultList()
                .map(found ->
                        found.stream()
                                .map(AlertEntity::alert)
                                .flatMap(it ->
                                        it instanceof Pending pending
                                                ? Stream.of(pending)
                                                : Stream.empty())
                                .toList());
    }

    @Override
    public Uni<Optional<Stored>> alert(UUID alertId) {
        return session.find(AlertEntity.class, alertId)
                .map(found ->
                        Optional.ofNullable(found)
                                .filter(it -> it.accountId.equals(entry.accountId().value()))
                                .map(AlertEntity::stored));
    }

    @Override
    public Uni<Void> tell(List<AlertEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<AlertChangedV1> messages = new ArrayList<>();
        for (AlertEvent event : events) {
            messages.add(message(event, entry.published() + messages.size() + 1));
        }
        entry = entry.withPublished(messages.size());
        isChanged = true;
        told.addAll(messages);
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(this::keep)
                .collect()
                .last()
                .chain(() ->
                        SessionOutbox.insert(
                                session,
                                messages.stream()
                                        .map(it -> OutboxRow.of(shard, it, it.changedAt()))
                                        .toList()))
                .chain(() -> DeliveryRows.insert(session, targets, messages, ids));
    }

    /** Writes the account's counts down, at the end of the work. */
    Uni<Void> close() {
        return isChanged ? AccountLedger.save(session, entry) : Uni.createFrom().voidItem();
    }

    List<AlertChangedV1> told() {
        return told;
    }

    boolean wasRepeat() {
        return wasRepeat;
    }

    /** Flushes each, because Hibernate would open the next alert before it resolves the former. */
    private Uni<Void> keep(AlertEvent event) {
        return session.find(AlertEntity.class, event.alert().facts().alertId())
                .chain(found -> {
                    if (found == null) {
                        return session.persist(new AlertEntity(event.alert()));
                    }
                    found.take(event.alert());
                    return Uni.createFrom().voidItem();
                })
                .chain(session::flush);
    }

    private AlertChangedV1 message(AlertEvent event, long sequence) {
        return new AlertChangedV1(
                ids.get(),
                entry.accountId(),
                sequence,
                event.change(),
                event.at(),
                event.by(),
                event.alert().told());
    }
}
