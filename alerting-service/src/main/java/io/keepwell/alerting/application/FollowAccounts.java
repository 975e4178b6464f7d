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
        Standing standing =
                after(
                        held.standing(),
                        updates.stream().filter(it -> !isOfErased(held, it)).toList());
        List<Pending> handedOver = Reaction.handedOver(held.pending(), standing.account());
        return new Change(held.ledger(), standing, List.of(), handedOver, 0);
    }

    /**
     * What was told before an account was erased may be read after that: the topics are two. Asked
     * while the account is locked, for it may be erased at any moment before. Of an account that is
     * not known, numbers have been read only if it was erased.
     */
    private static boolean isOfErased(Held held, AccountUpdatedV1 update) {
        return held.standing().equals(Standing.unknown(update.accountId()))
                && held.ledger().read() > 0
                && held.ledger().hasRead(update.sequence());
    }

    private static Standing after(Standing standing, List<AccountUpdatedV1> updates) {
        Standing after = standing;
        for (AccountUpdatedV1 update : updates) {
            after = after.after(update);
        }
        return after;
    }
}
