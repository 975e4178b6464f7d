package io.keepwell.scoring.application.fold;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.scoring.domain.erasure.ErasedIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries out in owned partitions what is to be erased. An owner first learns of an erasure, so
 * that it folds no more of what is to go, and then removes what is there: so nothing that was read
 * between the two comes back.
 */
final class Erasing {

    private final FoldStore store;
    private final Ownership owned;
    private final Workbench bench;
    private final ErasedIds erased;
    private long through;
    private long settledThrough;

    Erasing(FoldStore store, Ownership owned, Workbench bench, ErasedIds erased) {
        this.store = store;
        this.owned = owned;
        this.bench = bench;
        this.erased = erased;
    }

    /**
     * Learns of all that may have changed, as a new owner of a partition has to: another may have
     * moved the moment of what is not finished.
     */
    void learnAll() {
        learn(settledThrough);
    }

    /** Learns what is new, and carries it out; tells whether there is something to publish. */
    boolean carryOut(Instant now) {
        learn(through);
        boolean told = false;
        for (var entry : store.pendingErasures(owned.ids()).entrySet()) {
            // What came since is not learnt yet: the next time.
            told |=
                    carryOut(
                            owned.partition(entry.getKey()),
                            entry.getValue().stream().filter(it -> it.seq() <= through).toList(),
                            now);
        }
        return store.finishErasures(now) || told;
    }

    private void learn(long after) {
        boolean isSettled = after <= settledThrough;
        for (FoldStore.Erased it : store.erasedAfter(after)) {
            if (it.account().isPresent()) {
                erased.add(it.account().get(), it.until());
            }
            through = Math.max(through, it.seq());
            isSettled &= it.isFinished();
            if (isSettled) {
                settledThrough = it.seq();
            }
        }
    }

    private boolean carryOut(
            OwnedPartition partition, List<FoldStore.Pending> pending, Instant now) {
        boolean told = false;
        for (FoldStore.Pending it : pending) {
            AccountId account = it.account();
            Optional<StoredAccounts.StoredAccount> stored =
                    account == null
                            ? Optional.empty()
                            : Optional.ofNullable(
                                    store.accounts(partition.id(), List.of(account)).get(account));
            if (account != null && stored.isPresent()) {
                erase(partition, it, account, stored.orElseThrow().verdict(), now);
                told = true;
            }
        }
        if (!pending.isEmpty()) {
            commit(
                    partition,
                    new Writes.Erased(partition.id(), pending.getLast().seq(), null),
                    now);
        }
        return told;
    }

    private void erase(
            OwnedPartition partition,
            FoldStore.Pending pending,
            AccountId account,
            @Nullable Verdict verdict,
            Instant now) {
        AccountErasedV1 message =
                verdict == null
                        ? null
                        : new AccountErasedV1(
                                // The same however often it is told, as with every change.
                                UUID.nameUUIDFromBytes(
                                        (pending.id() + "/" + partition.id())
                                                .getBytes(StandardCharsets.UTF_8)),
                                account,
                                verdict.sequence() + 1,
                                now,
                                pending.id());
        // Before it is gone in the database: the other way round, what waits in memory might be
        // written once more.
        bench.forget(account);
        commit(
                partition,
                new Writes.Erased(
                        partition.id(), pending.seq(), new Writes.Gone(account, now, message)),
                now);
        erased.hashes(account.value()).forEach(it -> erased.add(it, now));
    }

    private void commit(OwnedPartition partition, Writes.Erased what, Instant now) {
        var writes = owned.writes(now);
        writes.hold(partition);
        writes.erase(what);
        owned.commit(writes);
    }
}
