package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the past of backfill runs that are closed. */
final class PastSteps {

    private final FoldStore store;
    private final Ownership owned;
    private final Workbench bench;
    private final FoldSettings settings;

    PastSteps(FoldStore store, Ownership owned, Workbench bench, FoldSettings settings) {
        this.store = store;
        this.owned = owned;
        this.bench = bench;
        this.settings = settings;
    }

    /** A page of the accounts of a run that is closed; the partition has one. */
    void reconstruct(OwnedPartition partition, Instant now, Reconstructor reconstructor) {
        var entry =
                partition.runs().entrySet().stream()
                        .filter(it -> it.getValue().closedOffset().isPresent())
                        .findFirst()
                        .orElseThrow();
        String run = entry.getKey();
        long closed = entry.getValue().closedOffset().orElseThrow();
        List<AccountId> page =
                store.accountsOfRun(
                        partition.id(),
                        run,
                        new StoredAccounts.Page(
                                entry.getValue().cursor(), settings.stepAccounts()));
        var offsets = fitting(partition, page, closed);
        boolean last = offsets.size() == page.size() && page.size() < settings.stepAccounts();
        String cursor =
                offsets.isEmpty()
                        ? entry.getValue().cursor()
                        : new ArrayList<>(offsets.keySet()).getLast().value();
        var writes = owned.writes(now);
        writes.hold(partition);
        writes.run(new Writes.Run(partition.id(), run, closed, cursor, last));
        Reporting reporting = owned.view(partition, closed + 1, writes);
        var accounts = bench.hold(partition.id(), offsets.keySet());
        var pasts =
                reconstructor.reconstruct(
                        new Reconstructor.Request(
                                new Place(partition.id(), closed + 1),
                                offsets,
                                owned.judge(),
                                reporting,
                                now,
                                settings.reconstructEvents()));
        for (HeldAccount held : accounts.values()) {
            AccountCase account = held.account();
            account.rouse(owned.judge(), partition.rest().orElse(null));
            Reconstructor.Past past = pasts.getOrDefault(account.id(), Reconstructor.Past.NONE);
            bench.settle(
                    held,
                    () ->
                            account.adopt(
                                    past.verdict().orElse(null),
                                    owned.judge(),
                                    reporting,
                                    account.timeOf(now, now),
                                    new Place(partition.id(), closed + 1)));
            bench.collect(held, owned.judge(), past, writes);
        }
        owned.commit(writes);
        if (last) {
            partition.runs().remove(run);
        } else {
            partition.runs().put(run, new OwnedPartition.Run(Optional.of(closed), cursor));
        }
    }

    /** As many accounts of a page as have no more events together than are read at a time. */
    private Map<AccountId, List<Long>> fitting(
            OwnedPartition partition, List<AccountId> page, long before) {
        var all = store.events(partition.id(), page, before);
        var fitting = new LinkedHashMap<AccountId, List<Long>>();
        long events = 0;
        for (AccountId id : page) {
            List<Long> its = all.getOrDefault(id, List.of());
            events += its.size();
            if (!fitting.isEmpty() && events > settings.reconstructEvents()) {
                break;
            }
            fitting.put(id, its);
        }
        return fitting;
    }
}
