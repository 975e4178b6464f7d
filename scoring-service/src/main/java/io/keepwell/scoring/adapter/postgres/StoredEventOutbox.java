package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.application.EventOutbox;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Keeps them in the outbox, whose relays send them. */
@Singleton
class StoredEventOutbox implements EventOutbox {

    private final Pool pool;
    private final OutboxRelay relay;
    private final int relays;

    StoredEventOutbox(Pool pool, OutboxRelay relay, ScoringConfig config) {
        this.pool = pool;
        this.relay = relay;
        this.relays = config.relays();
    }

    @Override
    public CompletionStage<CustomerEventV1> keep(CustomerEventV1 event) {
        OutboxRow row =
                OutboxRow.of(
                        Math.floorMod(event.accountId().hashCode(), relays),
                        ContractRecords.producerRecord(event, event.receivedAt()));
        return pool.withTransaction(connection -> Outbox.insert(connection, List.of(row)))
                .onSuccess(_ -> relay.wake())
                .map(_ -> event)
                .toCompletionStage();
    }
}
