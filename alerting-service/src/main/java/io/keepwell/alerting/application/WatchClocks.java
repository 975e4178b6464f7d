package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.alerting.domain.Reaction;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells, once each, of alerts whose time has run out unanswered (requirements A9, A10), and of the
 * steps of their ladders (requirement A11).
 */
public final class WatchClocks {

    /** Accounts at a time. */
    private static final int BATCH = 100;

    private final Accounts accounts;
    private final InstantSource clock;

    /**
     * With what it needs.
     *
     * @param accounts where alerts are kept
     * @param clock the present
     */
    public WatchClocks(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Looks once. Several may look at a time.
     *
     * @return whether there may be more at this very moment
     */
    public Uni<Boolean> look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return accounts.due(now, BATCH)
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().item(false)
                                : accounts.change(Set.copyOf(found), held -> timed(held, now))
                                        .replaceWith(found.size() == BATCH));
    }

    private static Change timed(Held held, Instant now) {
        List<AlertEvent> events = new ArrayList<>();
        held.pending().forEach(it -> Reaction.timed(it, now, events));
        return new Change(held.ledger(), held.standing(), events, List.of(), 0);
    }
}
