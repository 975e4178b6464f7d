package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Folding;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.domain.seen.EventHash;
import io.keepwell.scoring.domain.seen.SeenWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Folds records of owned partitions into accounts, and brings accounts up when time passes or
 * policies change. One thread's own. After any exception it is to be thrown away, with all that it
 * holds.
 */
public final class Folder {

    /** A sender's clock may be ahead by so much. */
    static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private static final Duration LOOK_FOR_DUE_EVERY = Duration.ofSeconds(1);
    private static final long MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();

    private final FoldStore store;
    private Judge judge;
    private boolean isOvertaken;
    private final FoldSettings settings;
    private final Workbench bench;
    private final Map<Integer, OwnedPartition> owned = new TreeMap<>();
    private final Set<PoisonedRecordException.Poison> poisons;
    private Reporting reporting = Reporting.NONE;
    private Instant nextDueLook = Instant.EPOCH;

    /**
     * Begins without partitions.
     *
     * @param store where accounts are kept
     * @param judge by the policies in force
     * @param catalogue what is known of event types
     * @param settings how much is done at a time
     * @param poisons records that failed before
     */
    public Folder(
            FoldStore store,
            Judge judge,
            EventCatalogue catalogue,
            FoldSettings settings,
            Set<PoisonedRecordException.Poison> poisons) {
        this.store = store;
        this.judge = judge;
        this.settings = settings;
        this.bench = new Workbench(store, catalogue, settings.cacheRows());
        this.poisons = Set.copyOf(poisons);
    }

    /**
     * Takes a partition over.
     *
     * @param stored what the database holds of it, read after the epoch was raised
     * @param now the present
     */
    public void own(OwnedPartition.Stored stored, Instant now) {
        var seen = new SeenWindow();
        int latest = store.lastSeenHour(stored.id()).orElse(hour(now));
        store.seenSince(stored.id(), latest - SeenWindow.HOURS, seen::add);
        seen.trim(latest, seenBytes());
        var partition = new OwnedPartition(stored, seen);
        partition.receivedIn(latest);
        owned.put(stored.id(), partition);
        refreshReporting();
    }

    /**
     * Gives a partition up, and forgets its accounts.
     *
     * @param partition which
     */
    public void disown(int partition) {
        owned.remove(partition);
        bench.forget(partition);
    }

    /**
     * The partitions that are owned.
     *
     * @return in order
     */
    public Collection<OwnedPartition> owned() {
        return List.copyOf(owned.values());
    }

    /**
     * The policies that it judges by.
     *
     * @return their version
     */
    public String policyVersion() {
        return judge.policies().version();
    }

    /**
     * Whether others were put in force, as far as its transactions have seen.
     *
     * @return whether it is to judge by others
     */
    public boolean isOvertaken() {
        return isOvertaken;
    }

    /**
     * Judges by other policies from now on: every account before its next event, and all within a
     * round of steps. Called between two transactions, when memory holds nothing that the database
     * does not; accounts are loaded anew, so that nothing is left of what was computed before.
     *
     * @param other by the policies in force
     */
    public void judgeBy(Judge other) {
        owned.keySet().forEach(bench::forget);
        judge = other;
        isOvertaken = false;
    }

    /** Asks what was reported in partitions of other owners. */
    public void refreshReporting() {
        reporting = reporting.with(store.reporting());
        owned.values().forEach(it -> reporting = reporting.with(it.reporting()));
    }

    /**
     * Folds records, and commits what came of them.
     *
     * @param records records of owned partitions, in the order of each partition; of a partition
     *     with a closing mark nothing follows the mark
     * @param now the present
     * @return whether there is something to publish
     * @throws PoisonedRecordException when a record failed that is to be quarantined the next time
     */
    public boolean fold(List<LogRecord> records, Instant now) {
        var writes = new Writes(now, judge.policies().version());
        var byPartition =
                records.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LogRecord::partition, TreeMap::new, Collectors.toList()));
        var touched = new LinkedHashSet<HeldAccount>();
        byPartition.forEach(
                (partition, its) -> touched.addAll(fold(partition(partition), its, now, writes)));
        return commit(touched, writes);
    }

    /**
     * Does a piece of what is not caused by records: the past of backfill runs, deadlines, the turn
     * of the day, another policy.
     *
     * @param caughtUp the partitions whose log has been read to its end
     * @param now the present
     * @param reconstructor tells the past of backfill runs
     * @return whether there may be more to do at once
     */
    public boolean step(Set<Integer> caughtUp, Instant now, Reconstructor reconstructor) {
        for (OwnedPartition partition : owned.values()) {
            if (partition.isReconstructing()) {
                reconstruct(partition, now, reconstructor);
                return true;
            }
            if (isCurrent(partition, caughtUp, now) && stepRound(partition, now)) {
                return true;
            }
        }
        if (now.isBefore(nextDueLook)) {
            return false;
        }
        for (OwnedPartition partition : owned.values()) {
            if (isCurrent(partition, caughtUp, now) && stepDue(partition, now)) {
                return true;
            }
        }
        nextDueLook = now.plus(LOOK_FOR_DUE_EVERY);
        return false;
    }

    /** Whether all that happened before now is folded: only then may time go on. */
    private static boolean isCurrent(OwnedPartition partition, Set<Integer> caughtUp, Instant now) {
        return caughtUp.contains(partition.id()) || partition.lastReceivedDay() >= Days.of(now);
    }

    /** Forgets the hashes of events that nobody may send again. */
    public void forgetSeen() {
        owned.values()
                .forEach(it -> store.forgetSeen(it.id(), it.lastReceivedHour() - SeenWindow.HOURS));
    }

    /**
     * Publishes accounts that changed since they were published last.
     *
     * @param now the present
     * @param publication makes the messages
     * @return whether there may be more to do at once
     */
    public boolean publish(Instant now, Publication publication) {
        var unpublished = store.unpublished(owned.keySet(), settings.publishAccounts());
        if (unpublished.isEmpty()) {
            return false;
        }
        var writes = new Writes(now, judge.policies().version());
        int count = 0;
        for (var entry : unpublished.entrySet()) {
            OwnedPartition partition = partition(entry.getKey());
            writes.hold(partition);
            for (HeldAccount account : bench.hold(partition.id(), entry.getValue()).values()) {
                account.account()
                        .verdict()
                        .map(verdict -> publication.of(account.account(), verdict, judge))
                        .ifPresent(writes::publish);
                count++;
            }
        }
        commit(Set.of(), writes);
        return count >= settings.publishAccounts();
    }

    private Collection<HeldAccount> fold(
            OwnedPartition partition, List<LogRecord> records, Instant now, Writes writes) {
        List<AccountId> ids =
                records.stream()
                        .flatMap(it -> event(it).stream())
                        .map(CustomerEventV1::accountId)
                        .distinct()
                        .toList();
        var accounts = bench.hold(partition.id(), ids);
        preload(partition, records, accounts);
        var duplicates = new Duplicates(store, partition, records);
        for (LogRecord record : records) {
            try {
                one(partition, record, accounts, duplicates, now, writes);
            } catch (StoreException | PoisonedRecordException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new PoisonedRecordException(
                        new PoisonedRecordException.Poison(
                                record.partition(), record.offset(), "" + e.getMessage()),
                        e);
            }
        }
        accounts.values().forEach(this::judge);
        return accounts.values();
    }

    private void one(
            OwnedPartition partition,
            LogRecord record,
            Map<AccountId, HeldAccount> accounts,
            Duplicates duplicates,
            Instant now,
            Writes writes) {
        switch (record.entry()) {
            case LogRecord.Entry.Unreadable(String detail) -> {
                writes.quarantine(
                        new Writes.Quarantined(record, QuarantineReason.UNREADABLE, detail));
                writes.move(partition, record.offset() + 1, Counts.QUARANTINED);
                writes.count(partition.id(), "", Counts.QUARANTINED);
            }
            case LogRecord.Entry.Opened(var mark) -> {
                open(partition, mark.backfill(), writes);
                writes.move(partition, record.offset() + 1, Counts.NONE);
            }
            case LogRecord.Entry.Closed(BackfillClosedV1 mark) -> {
                close(partition, mark.backfill(), record.offset(), writes);
                writes.move(partition, record.offset() + 1, Counts.NONE);
            }
            case LogRecord.Entry.Event(CustomerEventV1 event) -> {
                HeldAccount account = Objects.requireNonNull(accounts.get(event.accountId()));
                Counts counts = event(partition, record, event, account, duplicates, now, writes);
                account.count(counts);
                writes.move(partition, record.offset() + 1, counts);
                writes.count(partition.id(), event.source().value(), counts);
            }
        }
    }

    private Counts event(
            OwnedPartition partition,
            LogRecord record,
            CustomerEventV1 event,
            HeldAccount account,
            Duplicates duplicates,
            Instant now,
            Writes writes) {
        Optional<String> poison = poison(record);
        if (poison.isPresent()) {
            writes.quarantine(
                    new Writes.Quarantined(record, QuarantineReason.FAILED, poison.get()));
            return Counts.QUARANTINED;
        }
        if (event.occurredAt().isAfter(event.receivedAt().plus(AHEAD_MAX))) {
            writes.quarantine(
                    new Writes.Quarantined(
                            record,
                            QuarantineReason.IN_THE_FUTURE,
                            "occurredAt %s is more than %d minutes after receivedAt %s"
                                    .formatted(
                                            event.occurredAt(),
                                            AHEAD_MAX.toMinutes(),
                                            event.receivedAt())));
            return Counts.QUARANTINED;
        }
        EventHash hash = EventHash.of(event);
        if (!duplicates.add(event.accountId(), hash)) {
            return Counts.DUPLICATE;
        }
        int hour = hour(event.receivedAt());
        var key = new Writes.EventKey(partition.id(), event.accountId(), hour);
        writes.seen(key, record.offset(), hash);
        partition.seen().add(hour, hash);
        partition.received(Days.of(event.receivedAt()));
        partition.receivedIn(hour);
        if (foldEvent(partition, record, event, account, now, writes) == Folding.TOO_LATE) {
            return Counts.TOO_LATE;
        }
        writes.folded(key, record.offset());
        return Counts.FOLDED;
    }

    private Folding foldEvent(
            OwnedPartition partition,
            LogRecord record,
            CustomerEventV1 event,
            HeldAccount held,
            Instant now,
            Writes writes) {
        AccountCase account = held.account();
        boolean backfilled = isBackfilled(partition, event);
        Instant at = account.timeOf(event.receivedAt(), now);
        var place = new Place(partition.id(), record.offset() + 1);
        if (!backfilled && !held.isReceivedWithOthers(event)) {
            judge(held);
            bench.settle(held, () -> account.advance(judge, reporting, at, place));
        }
        bench.settle(held, () -> account.facts().missing(event));
        Folding folding = account.fold(event, at);
        if (folding == Folding.TOO_LATE) {
            return folding;
        }
        report(partition, event, writes);
        if (!account.facts().touched(List.of(event)).traits().isEmpty()) {
            held.tellTraits();
        }
        if (backfilled) {
            writes.runAccount(
                    new Writes.RunAccount(
                            partition.id(),
                            Optional.ofNullable(event.backfill()).orElseThrow(),
                            event.accountId()));
        } else {
            held.await(event, at, place);
        }
        return folding;
    }

    /** Judges what was folded and waits for it. */
    private void judge(HeldAccount held) {
        held.takeAwaiting().ifPresent(awaiting -> judge(held, awaiting));
    }

    private void judge(HeldAccount held, HeldAccount.Awaiting it) {
        AccountCase account = held.account();
        try {
            bench.settle(
                    held, () -> account.judge(judge, reporting, it.events(), it.at(), it.place()));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PoisonedRecordException(
                    new PoisonedRecordException.Poison(
                            it.place().partition(),
                            it.place().nextOffset() - 1,
                            "" + e.getMessage()),
                    e);
        }
    }

    /** Whether the event belongs to a run that is not closed yet: its past is told at its end. */
    private static boolean isBackfilled(OwnedPartition partition, CustomerEventV1 event) {
        return event.backfill() != null && partition.runs().containsKey(event.backfill());
    }

    private void report(OwnedPartition partition, CustomerEventV1 event, Writes writes) {
        int day = Days.of(event.occurredAt());
        reporting = reporting.with(event.type().value(), day);
        Reporting wider = partition.reporting().with(event.type().value(), day);
        if (!wider.equals(partition.reporting())) {
            partition.reporting(wider);
            writes.reporting(partition.id(), wider);
        }
    }

    private static void open(OwnedPartition partition, String run, Writes writes) {
        if (!partition.runs().containsKey(run)) {
            partition.runs().put(run, new OwnedPartition.Run(Optional.empty(), ""));
            writes.run(new Writes.Run(partition.id(), run, null, "", false));
        }
    }

    /** A mark that repeats one of a finished run finds no run, and changes nothing. */
    private static void close(OwnedPartition partition, String run, long offset, Writes writes) {
        OwnedPartition.Run open = partition.runs().get(run);
        if (open != null && open.closedOffset().isEmpty()) {
            partition.runs().put(run, new OwnedPartition.Run(Optional.of(offset), ""));
            writes.run(new Writes.Run(partition.id(), run, offset, "", false));
        }
    }

    private void preload(
            OwnedPartition partition,
            List<LogRecord> records,
            Map<AccountId, HeldAccount> accounts) {
        var missing = new LinkedHashMap<HeldAccount, Collection<ChunkKey>>();
        for (LogRecord record : records) {
            event(record)
                    .ifPresent(event -> {
                        HeldAccount account =
                                Objects.requireNonNull(accounts.get(event.accountId()));
                        missing.computeIfAbsent(account, _ -> new LinkedHashSet<>())
                                .addAll(account.account().facts().missing(event));
                    });
        }
        bench.load(partition.id(), missing);
    }

    private boolean stepDue(OwnedPartition partition, Instant now) {
        List<AccountId> due =
                store.due(partition.id(), now.toEpochMilli(), settings.stepAccounts());
        if (due.isEmpty()) {
            return false;
        }
        var writes = new Writes(now, judge.policies().version());
        writes.hold(partition);
        commit(advance(partition, due, now), writes);
        return true;
    }

    /** One page of bringing all accounts to today and to the policies in force. */
    private boolean stepRound(OwnedPartition partition, Instant now) {
        var wanted = new OwnedPartition.Round(Days.of(now), judge.policies().version());
        if (partition.done().equals(wanted)) {
            return false;
        }
        String cursor = partition.cursor();
        String after = cursor == null || !partition.target().equals(wanted) ? "" : cursor;
        List<AccountId> page =
                store.accountsAfter(
                        partition.id(), new FoldStore.Page(after, settings.stepAccounts()));
        Collection<HeldAccount> accounts = advance(partition, page, now);
        boolean last = page.size() < settings.stepAccounts();
        var rounds =
                last
                        ? new Writes.Rounds(wanted, wanted, null)
                        : new Writes.Rounds(partition.done(), wanted, page.getLast().value());
        var writes = new Writes(now, judge.policies().version());
        writes.round(partition, rounds);
        commit(accounts, writes);
        partition.round(rounds.done(), rounds.target(), rounds.cursor());
        return true;
    }

    private Collection<HeldAccount> advance(
            OwnedPartition partition, List<AccountId> ids, Instant now) {
        var place = new Place(partition.id(), partition.nextOffset());
        Collection<HeldAccount> accounts = bench.hold(partition.id(), ids).values();
        accounts.forEach(held ->
                bench.settle(
                        held,
                        () ->
                                held.account()
                                        .advance(
                                                judge,
                                                reporting,
                                                held.account().timeOf(now, now),
                                                place)));
        return accounts;
    }

    private void reconstruct(OwnedPartition partition, Instant now, Reconstructor reconstructor) {
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
                        new FoldStore.Page(entry.getValue().cursor(), settings.stepAccounts()));
        var offsets = fitting(partition, page, closed);
        boolean last = offsets.size() == page.size() && page.size() < settings.stepAccounts();
        String cursor =
                offsets.isEmpty()
                        ? entry.getValue().cursor()
                        : new ArrayList<>(offsets.keySet()).getLast().value();
        var writes = new Writes(now, judge.policies().version());
        writes.hold(partition);
        writes.run(new Writes.Run(partition.id(), run, closed, cursor, last));
        var accounts = bench.hold(partition.id(), offsets.keySet());
        var pasts =
                reconstructor.reconstruct(
                        new Reconstructor.Request(
                                new Place(partition.id(), closed + 1),
                                offsets,
                                judge,
                                reporting,
                                now));
        for (HeldAccount held : accounts.values()) {
            AccountCase account = held.account();
            Reconstructor.Past past = pasts.get(account.id());
            bench.settle(
                    held,
                    () ->
                            account.adopt(
                                    past == null ? null : past.verdict().orElse(null),
                                    judge,
                                    reporting,
                                    account.timeOf(now, now),
                                    new Place(partition.id(), closed + 1)));
            bench.collect(held, judge, past == null ? List.of() : past.history(), writes);
        }
        write(writes);
        bench.tidy();
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

    private boolean commit(Collection<HeldAccount> touched, Writes writes) {
        touched.forEach(account -> bench.collect(account, judge, List.of(), writes));
        if (writes.isEmpty()) {
            return false;
        }
        write(writes);
        writes.moves().forEach((id, move) -> partition(id).committed(move.to()));
        owned.values().forEach(it -> it.seen().trim(it.lastReceivedHour(), seenBytes()));
        bench.tidy();
        return writes.accounts().stream().anyMatch(it -> !it.changes().isEmpty())
                || !writes.published().isEmpty();
    }

    private void write(Writes writes) {
        isOvertaken = !store.commit(writes).equals(writes.policyVersion());
    }

    /** Each partition's share of the memory for what was seen. */
    private long seenBytes() {
        return settings.seenBytes() / Math.max(1, owned.size());
    }

    private OwnedPartition partition(int id) {
        OwnedPartition partition = owned.get(id);
        if (partition == null) {
            throw new StoreException("partition %d is not owned".formatted(id));
        }
        return partition;
    }

    private Optional<String> poison(LogRecord record) {
        return poisons.stream()
                .filter(it ->
                        it.partition() == record.partition() && it.offset() == record.offset())
                .findFirst()
                .map(PoisonedRecordException.Poison::detail);
    }

    private static Optional<CustomerEventV1> event(LogRecord record) {
        return record.entry() instanceof LogRecord.Entry.Event(CustomerEventV1 event)
                ? Optional.of(event)
                : Optional.empty();
    }

    private static int hour(Instant at) {
        return (int) Math.floorDiv(at.toEpochMilli(), MILLIS_AN_HOUR);
    }

    /** Tells which events of some records were seen before, in the log or among the records. */
    private static final class Duplicates {

        private final Map<AccountId, Set<EventHash>> before;

        Duplicates(FoldStore store, OwnedPartition partition, List<LogRecord> records) {
            var suspects = new LinkedHashMap<AccountId, Set<Integer>>();
            for (LogRecord record : records) {
                event(record)
                        .ifPresent(event -> {
                            List<Integer> hours =
                                    partition
                                            .seen()
                                            .hoursOf(hour(event.receivedAt()), EventHash.of(event));
                            if (!hours.isEmpty()) {
                                suspects.computeIfAbsent(event.accountId(), _ -> new HashSet<>())
                                        .addAll(hours);
                            }
                        });
            }
            before = new HashMap<>();
            if (!suspects.isEmpty()) {
                store.seen(
                                partition.id(),
                                suspects.entrySet().stream()
                                        .map(it ->
                                                new FoldStore.Suspect(it.getKey(), it.getValue()))
                                        .toList())
                        .forEach((account, hashes) -> before.put(account, new HashSet<>(hashes)));
            }
        }

        /** Adds an event; false when it was there. */
        boolean add(AccountId account, EventHash hash) {
            return before.computeIfAbsent(account, _ -> new HashSet<>()).add(hash);
        }
    }
}
