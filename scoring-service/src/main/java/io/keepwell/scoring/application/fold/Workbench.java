package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Change;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Changes;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Reasons;
import io.keepwell.engine.judge.Snapshots;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.portfolio.AccountPeriod;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.scoring.domain.erasure.ErasedIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The accounts in memory. What is asked for and not there is loaded, many at a time; beyond a
 * number of rows those go that were not asked for the longest.
 */
final class Workbench {

    private final FoldStore store;
    private final EventCatalogue catalogue;
    private final int rowsMax;
    private final ErasedIds erased;
    private final LinkedHashMap<AccountId, HeldAccount> held = new LinkedHashMap<>(64, 0.75f, true);
    private long rows;

    Workbench(FoldStore store, EventCatalogue catalogue, int rowsMax) {
        this(store, catalogue, rowsMax, new ErasedIds());
    }

    Workbench(FoldStore store, EventCatalogue catalogue, int rowsMax, ErasedIds erased) {
        this.store = store;
        this.catalogue = catalogue;
        this.rowsMax = rowsMax;
        this.erased = erased;
    }

    /** Takes accounts of a partition up; all stay until {@link #tidy}. */
    Map<AccountId, HeldAccount> hold(int partition, Collection<AccountId> ids) {
        var wanted = new LinkedHashMap<AccountId, HeldAccount>();
        var missing = new ArrayList<AccountId>();
        for (AccountId id : ids) {
            HeldAccount account = held.get(id);
            if (account == null) {
                missing.add(id);
            } else {
                wanted.put(id, account);
            }
        }
        if (!missing.isEmpty()) {
            var stored = store.accounts(partition, missing);
            missing.forEach(id -> {
                HeldAccount account = account(partition, id, stored.get(id));
                held.put(id, account);
                rows += account.recount();
                wanted.put(id, account);
            });
        }
        return wanted;
    }

    /** Rows of an account that nobody can read. */
    static final class UnreadableRowsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // it is never written
        private final HeldAccount account;

        private UnreadableRowsException(HeldAccount account, RuntimeException cause) {
            super("" + cause.getMessage(), cause);
            this.account = account;
        }

        /** Whose. */
        HeldAccount account() {
            return account;
        }
    }

    /** Repeats a step until no row is missing for it. */
    void settle(HeldAccount account, Supplier<? extends Collection<ChunkKey>> step) {
        settle(account.partition(), List.of(account), _ -> step.get());
    }

    /**
     * Repeats a step of each of some accounts until no row is missing for it. What they lack is
     * loaded for all at once: to ask for each alone takes longer than to judge it.
     */
    void settle(
            int partition,
            Collection<HeldAccount> accounts,
            Function<HeldAccount, ? extends Collection<ChunkKey>> step) {
        Collection<HeldAccount> left = accounts;
        while (!left.isEmpty()) {
            var missing = new LinkedHashMap<HeldAccount, Collection<ChunkKey>>();
            for (HeldAccount account : left) {
                Collection<ChunkKey> its = step.apply(account);
                if (!its.isEmpty()) {
                    missing.put(account, its);
                }
            }
            load(partition, missing);
            left = missing.keySet();
        }
    }

    /** Loads rows of several accounts at once. */
    void load(int partition, Map<HeldAccount, Collection<ChunkKey>> missing) {
        List<StoredAccounts.Wanted> wanted =
                missing.entrySet().stream()
                        .filter(it -> !it.getValue().isEmpty())
                        .map(it ->
                                new StoredAccounts.Wanted(
                                        it.getKey().account().id(), it.getValue()))
                        .toList();
        if (wanted.isEmpty()) {
            return;
        }
        var found = store.rows(partition, wanted);
        missing.forEach((account, keys) -> {
            Map<ChunkKey, byte[]> its = found.getOrDefault(account.account().id(), Map.of());
            try {
                account.account().facts().load(keys, its);
            } catch (RuntimeException e) {
                throw new UnreadableRowsException(account, e);
            }
            rows += account.recount();
        });
    }

    /** Adds to the writes what has changed of an account. */
    void collect(HeldAccount account, Judge judge, Writes writes) {
        collect(account, judge, Reconstructor.Past.NONE, writes);
    }

    /** Adds to the writes what has changed of an account, and what its past is told to be. */
    void collect(HeldAccount account, Judge judge, Reconstructor.Past past, Writes writes) {
        AccountCase it = account.account();
        List<AccountPeriod> periods = it.takePeriods();
        List<Change> changes = it.takeChanges();
        Changes facts = it.facts().drain();
        rows += account.recount();
        Counts counts = account.takeCounts();
        boolean traitsTold = account.takeTraitsTold();
        Optional<Verdict> verdict = it.takeVerdict();
        boolean listedOtherwise = it.takeListedOtherwise();
        // A stage may begin, and a contract end, with no other change.
        boolean readersSee =
                !changes.isEmpty() || traitsTold || !periods.isEmpty() || listedOtherwise;
        writes.account(
                new Writes.Account(
                        account.partition(),
                        it.id(),
                        verdict.orElse(null),
                        it.restsUntil(),
                        counts,
                        facts,
                        changes,
                        past.history(),
                        readersSee
                                ? it.verdict().map(v -> reading(it, v, judge)).orElse(null)
                                : null,
                        new Writes.InPortfolios(
                                past.periods().isEmpty()
                                        ? periods
                                        : AccountPeriod.daily(
                                                Stream.concat(
                                                                past.periods().stream(),
                                                                periods.stream())
                                                        .toList()),
                                !past.periods().isEmpty(),
                                it.facts().takeContractChanged() ? it.facts().contract() : null)));
    }

    /** Lets go of what is too much. */
    void tidy() {
        var eldest = held.entrySet().iterator();
        while (rows > rowsMax && eldest.hasNext()) {
            rows -= eldest.next().getValue().rows();
            eldest.remove();
        }
    }

    /** Lets go of a partition's accounts. */
    void forget(int partition) {
        held.values()
                .removeIf(account -> {
                    boolean goes = account.partition() == partition;
                    rows -= goes ? account.rows() : 0;
                    return goes;
                });
    }

    /** Lets go of an account. */
    void forget(AccountId id) {
        HeldAccount account = held.remove(id);
        rows -= account == null ? 0 : account.rows();
    }

    private static Writes.Reading reading(AccountCase account, Verdict verdict, Judge judge) {
        return new Writes.Reading(
                verdict,
                Snapshots.account(account.facts(), verdict),
                mainDriver(verdict, judge).orElse(null));
    }

    /**
     * What weighs on an account most, in words. Empty while its verdict is by a card that newer
     * policies have removed: it is about to be judged by another.
     */
    static Optional<String> mainDriver(Verdict verdict, Judge judge) {
        return Optional.ofNullable(judge.policies().scorecards().get(verdict.scorecard().id()))
                .flatMap(card -> Reasons.mainDriver(verdict, card.value()));
    }

    private HeldAccount account(
            int partition, AccountId id, StoredAccounts.@Nullable StoredAccount stored) {
        var facts = AccountFacts.of(catalogue);
        Map<ChunkKey, byte[]> found = stored == null ? new HashMap<>() : stored.rows();
        facts.loadWhole(found);
        if (stored == null) {
            return new HeldAccount(
                    partition, new AccountCase(id, facts, null, toldBefore(id), AccountCase.AWAKE));
        }
        Verdict verdict = stored.verdict();
        return new HeldAccount(
                partition,
                new AccountCase(
                        id,
                        facts,
                        verdict,
                        verdict == null ? toldBefore(id) : 0,
                        stored.restsUntil()));
    }

    /** An account that comes back goes on with the numbers of the one that was erased. */
    private long toldBefore(AccountId id) {
        return erased.until(id.value()).isPresent()
                ? store.toldBeforeErased(erased.hashes(id.value()))
                : 0;
    }
}
