package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.adapter.postgres.AlertWriter.Happened;
import io.keepwell.alerting.application.AccountWork;
import io.keepwell.alerting.application.Stored;
import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.runtime.ledger.LedgerEntry;
import io.keepwell.runtime.trace.Reactions;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** An account in a transaction of Hibernate Reactive, which holds the lock of its ledger. */
final class SessionWork implements AccountWork {

    private final Mutiny.Session session;
    private final AlertWriter writer;
    private final List<AlertChangedV1> told = new ArrayList<>();
    private LedgerEntry entry;

    SessionWork(Mutiny.Session session, LedgerEntry entry, AlertWriter writer) {
        this.session = session;
        this.entry = entry;
        this.writer = writer;
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
        return writer.write(
                        session,
                        List.of(new Happened(entry, events, List.of(), Map.of())),
                        Reactions.none())
                .invoke(messages -> {
                    entry = entry.withPublished(messages.size());
                    told.addAll(messages);
                })
                .replaceWithVoid();
    }

    List<AlertChangedV1> told() {
        return told;
    }
}
