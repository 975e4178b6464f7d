package io.keepwell.playbook.application;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
     * Does what updates ask for, once however often they come, and all of it or nothing. None is
     * left out for a later one of the same account: to whom a task goes depends on each manager
     * before.
     *
     * @param updates each account's in order, repeats among them
     * @return when it is committed
     */
    public Uni<Void> on(List<AccountUpdatedV1> updates) {
        Map<AccountId, List<Standing>> byAccount =
                updates.stream()
                        .map(Standing::of)
                        .collect(
                                Collectors.groupingBy(
                                        Standing::accountId,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return store.standings(byAccount.keySet())
                .chain(known -> {
                    List<AccountId> news = news(byAccount, known);
                    return store.change(
                            news,
                            held ->
                                    held.inTurn(
                                            byAccount.getOrDefault(held.accountId(), List.of()),
                                            this::decide));
                });
    }

    /**
     * An account that is used is told once a second, and hardly ever is anything new in it: those
     * need neither a lock nor a transaction.
     */
    private static List<AccountId> news(
            Map<AccountId, List<Standing>> byAccount, Map<AccountId, Standing> known) {
        return byAccount.entrySet().stream()
                .filter(it -> {
                    Standing standing = known.get(it.getKey());
                    return standing == null
                            || it.getValue().stream().anyMatch(told -> told.saysMoreThan(standing));
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private Change<Boolean> decide(Standing told, Held held) {
        if (!held.standing().map(told::saysMoreThan).orElseGet(() -> !isOfErased(held, told))) {
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

    /**
     * What was told before an account was erased may be read after that: the topics are two. Asked
     * while the account is locked, for it may be erased at any moment before. Of an account that is
     * not known, numbers have been read only if it was erased.
     */
    private static boolean isOfErased(Held held, Standing told) {
        return held.ledger().read() > 0 && held.ledger().hasRead(told.sequence());
    }
}
