package io.keepwell.scoring.application.identity;

import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.UnattributedEventV1;
import java.time.Instant;

/** Makes events of accounts out of events of their users. */
public final class Attribution {

    private Attribution() {}

    /**
     * What goes to the log: the event under its own id, so that one that is sent again is known for
     * a duplicate. It counts as received now, because only now the account has it: by that the fold
     * tells duplicates, and says what was known when.
     *
     * @param event as its source sent it
     * @param owner whose it is
     * @param now when that became known
     * @return the account's event
     */
    public static CustomerEventV1 event(UnattributedEventV1 event, Owner owner, Instant now) {
        return new CustomerEventV1(
                event.id(),
                event.source(),
                owner.account(),
                event.type(),
                event.occurredAt(),
                now,
                event.actorId() == null ? owner.userId() : event.actorId(),
                event.value(),
                event.attributes(),
                null);
    }
}
