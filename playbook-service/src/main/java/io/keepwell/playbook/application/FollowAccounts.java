package io.keepwell.playbook.application;

import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Keeps track of who the accounts are, and gives tasks to the new manager of one. The ledger counts
 * health changes only; a repeat is known here by {@link Standing#isNewerThan}, which holds whatever
 * the two topics' distance: what is stored is never replaced by what is as old or older.
 */
public final class FollowAccounts {

    private final WorkStore store;
    private final Playbook playbook;
    private final InstantSource clock;
    private final Announcer announcer;

    /**
     * With these rules.
     *
     * @param store where plays are kept
     * @param playbook the rules
     * @param clock when it happens
     * @param ids names messages
     */
    public FollowAccounts(
            WorkStore store, Playbook playbook, InstantSource clock, Supplier<UUID> ids) {
        this.store = store;
        this.playbook = playbook;
        this.clock = clock;
        this.announcer = new Announcer(ids);
    }

    /**
     * Does what an update asks for, once however often it comes.
     *
     * @param update an account's latest, or a repeat
     * @return when it is committed
     */
    public Uni<Void> on(AccountUpdatedV1 update) {
        Standing told = Standing.of(update);
        return store.confirm(told)
                .chain(confirmed ->
                        confirmed
                                ? Uni.createFrom().voidItem()
                                : store.change(update.accountId(), held -> decide(told, held))
                                        .replaceWithVoid());
    }

    private Change<Boolean> decide(Standing told, Held held) {
        if (!held.standing().map(told::isNewerThan).orElse(true)) {
            return Change.none(false);
        }
        return announcer.change(
                held.ledger(),
                told,
                playbook.handOver(held.openTasks(), held.account(), told.account()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                true);
    }
}
