package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.account.Rest;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings accounts up when time passes or policies change; only as far as all is folded that was
 * received until then, so that what is judged does not depend on how late the log is read.
 *
 * <p>A day begins for all accounts, but most are judged no other at midnight than on the day
 * before. Who is found to be such a one rests, and the midnights that follow pass over it; until
 * something may change by itself, an event comes, other policies are in force, or sources report
 * otherwise than when it went to rest.
 */
final class TimeSteps {

    /**
     * For at least so many days and at most twice as many: each account for another number, so that
     * those that went to rest in one night do not wake in one.
     */
    private static final int RESTS_DAYS = 32;

    /** After a longer time without a midnight all accounts are judged. */
    private static final int MISSED_DAYS_MAX = 40;

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
        Reporting reporting = owned.view(partition, partition.nextOffset(), writes);
        owned.commit(advance(partition, due, until, reporting, null), writes);
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
        boolean goesOn = cursor != null && partition.target().equals(wanted);
        var page =
                new StoredAccounts.Page(
                        goesOn && cursor != null ? cursor : "", settings.stepAccounts());
        var writes = owned.writes(now);
        Reporting reporting = owned.view(partition, partition.nextOffset(), writes);
        Reporting settled = reporting.settled(wanted.day());
        var resting = resting(partition, wanted, goesOn, reporting);
        List<AccountId> ids =
                resting.isForAll()
                        ? store.accountsAfter(partition.id(), page)
                        : store.awakeAfter(partition.id(), wanted.day(), page);
        Collection<HeldAccount> accounts =
                advance(
                        partition,
                        ids,
                        until,
                        reporting,
                        settled.equals(resting.target()) ? new Rest(wanted.day(), settled) : null);
        boolean last = ids.size() < settings.stepAccounts();
        var rounds =
                last
                        ? new Writes.Rounds(
                                wanted,
                                wanted,
                                null,
                                new OwnedPartition.Resting(
                                        resting.target(), resting.target(), true))
                        : new Writes.Rounds(
                                partition.done(), wanted, ids.getLast().value(), resting);
        writes.round(partition, rounds);
        owned.commit(accounts, writes);
        return true;
    }

    /**
     * By what a round lets accounts rest, and whether it judges those as well that do. What it has
     * begun with holds until its end: who went to rest by it would rest by something else.
     */
    private static OwnedPartition.Resting resting(
            OwnedPartition partition,
            OwnedPartition.Round wanted,
            boolean goesOn,
            Reporting reporting) {
        OwnedPartition.Resting stored = partition.resting();
        boolean restGoesOn = restGoesOn(partition, wanted, reporting);
        return goesOn
                ? new OwnedPartition.Resting(
                        stored.done(), stored.target(), stored.isForAll() || !restGoesOn)
                : new OwnedPartition.Resting(
                        stored.done(), reporting.settled(wanted.day()), !restGoesOn);
    }

    /** Whether all midnights since the last whole round are none for those who rest. */
    private static boolean restGoesOn(
            OwnedPartition partition, OwnedPartition.Round wanted, Reporting reporting) {
        Reporting since = partition.resting().done();
        OwnedPartition.Round done = partition.done();
        return since != null
                && isRestOfAll(partition, since)
                && done.policy().equals(wanted.policy())
                && partition.target().policy().equals(wanted.policy())
                && wanted.day() - done.day() <= MISSED_DAYS_MAX
                && IntStream.rangeClosed(done.day() + 1, wanted.day())
                        .allMatch(day -> reporting.settled(day).equals(since));
    }

    /** A round that was not finished may have put some to rest by something else. */
    private static boolean isRestOfAll(OwnedPartition partition, Reporting since) {
        OwnedPartition.Resting stored = partition.resting();
        return partition.cursor() == null || (!stored.isForAll() && since.equals(stored.target()));
    }

    private Collection<HeldAccount> advance(
            OwnedPartition partition,
            List<AccountId> ids,
            Instant until,
            Reporting reporting,
            @Nullable Rest rest) {
        var place = new Place(partition.id(), partition.nextOffset());
        Collection<HeldAccount> accounts = bench.hold(partition.id(), ids).values();
        Map<AccountCase, Instant> quiet = new LinkedHashMap<>();
        for (HeldAccount held : accounts) {
            AccountCase account = held.account();
            if (account.verdict().filter(it -> isQuiet(it, until)).isPresent()) {
                quiet.put(account, asOf(account));
            }
            account.rouse(owned.judge(), partition.rest().orElse(null));
        }
        bench.settle(
                partition.id(),
                accounts,
                held -> {
                    AccountCase account = held.account();
                    return account.advance(
                            owned.judge(), reporting, account.timeOf(until, until), place);
                });
        if (rest != null) {
            quiet.forEach((account, before) -> {
                // Who had an event since yesterday's midnight is not looked at: tomorrow it has
                // more.
                if (before.isBefore(asOf(account))) {
                    account.rest(owned.judge(), rest, days(account.id()));
                }
            });
        }
        return accounts;
    }

    private static int days(AccountId account) {
        return RESTS_DAYS + Math.floorMod(account.value().hashCode(), RESTS_DAYS);
    }

    private static Instant asOf(AccountCase account) {
        return account.verdict().map(it -> Instant.ofEpochMilli(it.asOf())).orElse(Instant.MIN);
    }

    /** Whether nothing has come since the midnight before the one that began the day. */
    private static boolean isQuiet(Verdict before, Instant today) {
        int day = Days.of(before.asOf());
        return day < Days.of(today) - 1 || Days.begin(day).toEpochMilli() == before.asOf();
    }
}
