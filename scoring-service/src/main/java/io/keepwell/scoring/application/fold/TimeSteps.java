package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.Place;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Brings accounts up when time passes or policies change; only as far as all is folded that was
 * received until then, so that what is judged does not depend on how late the log is read.
 */
final class TimeSteps {

    private final FoldStore store;
    private final Ownership owned;
    private final Workbench bench;
    private final FoldSettings settings;

    TimeSteps(FoldStore store, Ownership owned, Workbench bench, FoldSettings settings) {
        this.store = store;
        this.owned = owned;
        this.bench = bench;
        this.settings = settings;
    }

    /**
     * What of one partition was to change by a moment, a page of it; false when there is nothing.
     */
    boolean due(OwnedPartition partition, Instant until, Instant now) {
        List<AccountId> due =
                store.due(partition.id(), until.toEpochMilli(), settings.stepAccounts());
        if (due.isEmpty()) {
            return false;
        }
        var writes = owned.writes(now);
        writes.hold(partition);
        owned.commit(advance(partition, due, until, writes), writes);
        return true;
    }

    /**
     * A page of bringing all accounts to today and to the policies in force; false when they are.
     */
    boolean round(OwnedPartition partition, Instant until, Instant now) {
        var wanted = new OwnedPartition.Round(Days.of(now), owned.judge().policies().version());
        if (partition.isThrough(wanted)) {
            return false;
        }
        String cursor = partition.cursor();
        String after = cursor == null || !partition.target().equals(wanted) ? "" : cursor;
        List<AccountId> page =
                store.accountsAfter(
                        partition.id(), new StoredAccounts.Page(after, settings.stepAccounts()));
        var writes = owned.writes(now);
        Collection<HeldAccount> accounts = advance(partition, page, until, writes);
        boolean last = page.size() < settings.stepAccounts();
        var rounds =
                last
                        ? new Writes.Rounds(wanted, wanted, null)
                        : new Writes.Rounds(partition.done(), wanted, page.getLast().value());
        writes.round(partition, rounds);
        owned.commit(accounts, writes);
        return true;
    }

    private Collection<HeldAccount> advance(
            OwnedPartition partition, List<AccountId> ids, Instant until, Writes writes) {
        Reporting reporting = owned.view(partition, partition.nextOffset(), writes);
        var place = new Place(partition.id(), partition.nextOffset());
        Collection<HeldAccount> accounts = bench.hold(partition.id(), ids).values();
        accounts.forEach(held ->
                bench.settle(
                        held,
                        () ->
                                held.account()
                                        .advance(
                                                owned.judge(),
                                                reporting,
                                                held.account().timeOf(until, until),
                                                place)));
        return accounts;
    }
}
