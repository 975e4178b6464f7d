package io.keepwell.scoring.application.identity;

import io.keepwell.model.AccountId;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.outbox.OutboxRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Makes events of an account out of events of its users. */
public final class Attribution {

    private final int shards;

    /**
     * For an outbox.
     *
     * @param shards how many relays publish it
     */
    public Attribution(int shards) {
        this.shards = shards;
    }

    /**
     * An event and whose it is.
     *
     * @param event as its source sent it
     * @param owner whose it is
     */
    public record Attributed(UnattributedEventV1 event, Owner owner) {}

    /**
     * What goes to the log: each event under its own id, so that one that is sent again is known
     * for a duplicate. It counts as received now, because only now the account has it: by that the
     * fold tells duplicates, and says what was known when.
     *
     * @param events in the order in which they go
     * @param now when
     * @return the rows; all but the last of an account say that more follow
     */
    public List<OutboxRow> rows(List<Attributed> events, Instant now) {
        var rows = new ArrayList<OutboxRow>(events.size());
        var accountsAfter = new HashSet<AccountId>();
        for (Attributed attributed : events.reversed()) {
            CustomerEventV1 event = event(attributed, now);
            var record = ContractRecords.producerRecord(event, now);
            if (!accountsAfter.add(event.accountId())) {
                ContractRecords.markMoreFollow(record);
            }
            rows.add(OutboxRow.of(shard(event.accountId()), record));
        }
        return rows.reversed();
    }

    private int shard(AccountId account) {
        return Math.floorMod(account.hashCode(), shards);
    }

    private static CustomerEventV1 event(Attributed attributed, Instant now) {
        UnattributedEventV1 event = attributed.event();
        return new CustomerEventV1(
                event.id(),
                event.source(),
                attributed.owner().account(),
                event.type(),
                event.occurredAt(),
                now,
                event.actorId() == null ? attributed.owner().userId() : event.actorId(),
                event.value(),
                event.attributes(),
                null);
    }
}
