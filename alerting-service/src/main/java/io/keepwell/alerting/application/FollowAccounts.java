package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.Reaction;
import io.keepwell.alerting.domain.Standing;
import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountUpdatedV1;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps track of who the accounts are, and gives what is not resolved to whoever has one now. The
 * ledger counts health changes only: {@link Standing#after(AccountUpdatedV1)} knows what is old.
 */
public final class FollowAccounts {

    private final Accounts accounts;

    /**
     * With what it needs.
     *
     * @param accounts where alerts are kept
     */
    public FollowAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Reads messages of topic {@code keepwell.accounts}.
     *
     * @param updates each account's in order, repeats among them
     * @return when all that comes of them is kept; of one transaction, so that it is all or nothing
     */
    public Uni<Void> follow(List<AccountUpdatedV1> updates) {
        if (updates.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<AccountId, List<AccountUpdatedV1>> byAccount =
                updates.stream()
                        .collect(
                                Collectors.groupingBy(
                                        AccountUpdatedV1::accountId,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return accounts.standings(byAccount.keySet())
                .chain(known -> withoutErased(byAccount, known).replaceWith(known))
                .chain(known -> {
                    Set<AccountId> news = news(byAccount, known);
                    return news.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : accounts.change(
                                    news,
                                    held ->
                                            decide(
                                                    held,
                                                    byAccount.getOrDefault(
                                                            held.standing().accountId(),
                                                            List.of())));
                });
    }

    /** What was told before an account was erased may be read after that: the topics are two. */
    private Uni<Void> withoutErased(
            Map<AccountId, List<AccountUpdatedV1>> byAccount, Map<AccountId, Standing> known) {
        var strangers = new LinkedHashSet<>(byAccount.keySet());
        strangers.removeAll(known.keySet());
        if (strangers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return accounts.toldBeforeErased(strangers)
                .invoke(erased ->
                        erased.forEach((account, told) -> {
                            List<AccountUpdatedV1> since =
                                    byAccount.getOrDefault(account, List.of()).stream()
                                            .filter(it -> it.sequence() > told)
                                            .toList();
                            if (since.isEmpty()) {
                                byAccount.remove(account);
                            } else {
                                byAccount.put(account, since);
                            }
                        }))
                .replaceWithVoid();
    }

    /**
     * An account that is used is told once a second, and hardly ever is anything new in it: those
     * need neither a lock nor a transaction.
     */
    private static Set<AccountId> news(
            Map<AccountId, List<AccountUpdatedV1>> byAccount, Map<AccountId, Standing> known) {
        var news = new LinkedHashSet<AccountId>();
        byAccount.forEach((id, updates) -> {
            Standing standing = known.getOrDefault(id, Standing.unknown(id));
            if (!after(standing, updates).equals(standing)) {
                news.add(id);
            }
        });
        return news;
    }

    /** Nothing is told of an owner, so only the last one counts. */
    private static Change decide(Held held, List<AccountUpdatedV1> updates) {
        Standing standing = after(held.standing(), updates);
        List<Pending> handedOver = Reaction.handedOver(held.pending(), standing.account());
        return new Change(held.ledger(), standing, List.of(), handedOver, 0);
    }

    private static Standing after(Standing standing, List<AccountUpdatedV1> updates) {
        Standing after = standing;
        for (AccountUpdatedV1 update : updates) {
            after = after.after(update);
        }
        return after;
    }
}
