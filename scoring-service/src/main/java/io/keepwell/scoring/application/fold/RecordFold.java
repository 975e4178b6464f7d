package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Folding;
import io.keepwell.engine.facts.Recollection;
import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.source.Hours;
import io.keepwell.scoring.application.source.SourceActivity;
import io.keepwell.scoring.domain.erasure.ErasedIds;
import io.keepwell.scoring.domain.seen.EventHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Folds records of owned partitions into accounts. */
final class RecordFold {

    /** A sender's clock may be ahead by so much. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private final FoldStore store;
    private final Ownership owned;
    private final Workbench bench;
    private final EventCatalogue catalogue;
    private final Set<PoisonedRecordException.Poison> poisons;
    private final ErasedIds erased;
    private final EventArchive archive;

    RecordFold(
            FoldStore store,
            Ownership owned,
            Workbench bench,
            EventCatalogue catalogue,
            Set<PoisonedRecordException.Poison> poisons,
            ErasedIds erased,
            EventArchive archive) {
        this.store = store;
        this.owned = owned;
        this.bench = bench;
        this.catalogue = catalogue;
        this.poisons = Set.copyOf(poisons);
        this.erased = erased;
        this.archive = archive;
    }

    /**
     * Folds the records of one partition.
     *
     * @return the accounts that they touched, judged
     * @throws PoisonedRecordException when a record failed that is to be quarantined the next time
     */
    Collection<HeldAccount> fold(
            OwnedPartition partition, List<LogRecord> records, Instant now, Writes writes) {
        List<LogRecord> living = records.stream().filter(it -> !isErased(it)).toList();
        List<AccountId> ids =
                living.stream()
                        .flatMap(it -> it.event().stream())
                        .map(CustomerEventV1::accountId)
                        .distinct()
                        .toList();
        var accounts = bench.hold(partition.id(), ids);
        preload(partition, living, accounts);
        expectWithdrawals(living, accounts);
        var duplicates = new Duplicates(store, partition, living);
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
        judge(partition, accounts.values(), writes);
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
            case LogRecord.Entry.Event(CustomerEventV1 event) when isErased(event) -> {
                // Counted and nothing else: there is no account to write anything down of.
                writes.follow(record, Counts.ERASED);
                writes.move(partition, record.offset() + 1, Counts.ERASED);
                writes.count(partition.id(), event.source().value(), Counts.ERASED);
            }
            case LogRecord.Entry.Event(CustomerEventV1 event) -> {
                HeldAccount account = Objects.requireNonNull(accounts.get(event.accountId()));
                Counts counts = event(partition, record, event, account, duplicates, now, writes);
                account.count(counts);
                writes.follow(record, counts);
                writes.move(partition, record.offset() + 1, counts);
                writes.count(partition.id(), event.source().value(), counts);
                if (record.isFirstHand() && event.backfill() == null) {
                    writes.activity()
                            .add(
                                    partition.id(),
                                    event.source(),
                                    event.type(),
                                    new SourceActivity.Times(
                                            event.occurredAt(), event.receivedAt(), now));
                }
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
        if (account.account().facts().isBeyondWithdrawals(event)) {
            writes.quarantine(
                    new Writes.Quarantined(
                            record,
                            QuarantineReason.TOO_MANY_WITHDRAWN,
                            "%d events of the account were taken back, as many as are known of one:"
                                            .formatted(Withdrawal.MAX)
                                    + " the event that this one names counts on"));
            return Counts.QUARANTINED;
        }
        EventHash hash = EventHash.of(event);
        int hour = Hours.of(event.receivedAt());
        if (!duplicates.add(event.accountId(), hash, hour)) {
            return Counts.DUPLICATE;
        }
        var key = new Writes.EventKey(partition.id(), event.accountId(), hour);
        writes.seen(key, record.offset(), hash);
        partition.seen().add(hour, hash);
        partition.received(event.receivedAt());
        partition.receivedIn(hour);
        if (foldEvent(partition, record, event, account, now, writes) == Folding.TOO_LATE) {
            return Counts.TOO_LATE;
        }
        writes.folded(key, record.offset());
        if (!account.account().facts().isWithdrawn(event)) {
            KpiEvent.of(event, catalogue).ifPresent(writes::kpiEvent);
        }
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
        var place = new Place(partition.id(), record.offset() + 1);
        boolean isNextRequest = !backfilled && !held.isReceivedWithOthers(event);
        // Whatever is told of it, it is told of an account that midnights have judged.
        account.rouse(owned.judge(), partition.rest().orElse(null));
        if (isNextRequest) {
            judge(held, writes);
        }
        // Only now: no clock that is behind takes the account back to before what was just judged.
        Instant at = account.timeOf(event.receivedAt(), now);
        if (isNextRequest) {
            // What time does before the event, is done without it.
            var before = new Place(partition.id(), record.offset());
            Reporting known = owned.view(partition, record.offset(), writes);
            bench.settle(held, () -> account.advance(owned.judge(), known, at, before));
        }
        bench.settle(held, () -> account.facts().missing(event));
        boolean isRecollected = Recollection.isNeeded(account.facts(), event);
        Folding folding = account.fold(event, at);
        if (folding == Folding.TOO_LATE) {
            return folding;
        }
        held.recollection().ifPresent(it -> it.take(event, record.offset()));
        if (isRecollected) {
            held.takeBack(new HeldAccount.TakenBack(event, record.offset()));
        }
        report(partition, event, writes);
        if (!account.facts().touched(List.of(event)).traits().isEmpty()) {
            held.tellTraits();
        }
        if (backfilled) {
            account.leaveUnjudged();
            writes.runAccount(
                    new Writes.RunAccount(
                            partition.id(),
                            Optional.ofNullable(event.backfill()).orElseThrow(),
                            event.accountId()));
        } else {
            held.await(event, at, place, owned.view(partition, record.offset() + 1, writes));
        }
        return folding;
    }

    /**
     * Takes what was folded out again, by all that the account has heard so far: it is in the log,
     * what this batch has brought included. It is done before the account is judged, and not by and
     * by: so a withdrawal has its place in the log like all else, and a past score needs no other
     * to be computed. The log is read once for all that the batch takes back, one request after the
     * other.
     */
    private void takeBack(HeldAccount held, Writes writes) {
        List<HeldAccount.TakenBack> events = held.takeTakenBack();
        if (events.isEmpty()) {
            return;
        }
        try {
            takeBack(held, events, writes);
        } catch (EventArchive.UnavailableException away) {
            throw new StoreException("an event cannot be taken back: " + away.getMessage(), away);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PoisonedRecordException(
                    new PoisonedRecordException.Poison(
                            held.partition(), events.getLast().offset(), "" + e.getMessage()),
                    e);
        }
    }

    private void takeBack(HeldAccount held, List<HeldAccount.TakenBack> events, Writes writes) {
        for (HeldAccount.TakenBack it : events) {
            writes.withdrawn(
                    new Writes.Withdrawn(
                            held.account().id(), it.event().source(), it.withdrawal().eventId()));
        }
        held.recollection()
                .orElseGet(() -> recollect(held, events, writes))
                .takeOut(events.stream().map(HeldAccount.TakenBack::taken).toList());
        // Among what goes may be a name.
        held.tellTraits();
    }

    private Recollection recollect(
            HeldAccount held, List<HeldAccount.TakenBack> events, Writes writes) {
        AccountId id = held.account().id();
        var offsets =
                new ArrayList<>(
                        store.events(held.partition(), List.of(id), Long.MAX_VALUE)
                                .getOrDefault(id, List.of()));
        offsets.addAll(writes.offsets(held.partition(), id));
        var withdrawals = new ArrayList<>(held.expectedAfter(events.getLast().offset()));
        events.forEach(it -> withdrawals.add(it.withdrawal()));
        var recollection = new Recollection(held.account().facts(), withdrawals);
        archive.read(held.partition(), offsets, it -> recollection.take(it.event(), it.offset()));
        held.keep(recollection);
        return recollection;
    }

    /** Ends a batch: judges what was folded and waits for it, of all accounts together. */
    private void judge(OwnedPartition partition, Collection<HeldAccount> accounts, Writes writes) {
        Map<HeldAccount, HeldAccount.Awaiting> awaiting = new LinkedHashMap<>();
        for (HeldAccount held : accounts) {
            takeBack(held, writes);
            held.forgetRecollection();
            held.takeAwaiting().ifPresent(it -> awaiting.put(held, it));
        }
        judge(partition.id(), awaiting);
    }

    /** Judges what was folded of an account and waits for it. */
    private void judge(HeldAccount held, Writes writes) {
        takeBack(held, writes);
        held.takeAwaiting().ifPresent(it -> judge(held.partition(), Map.of(held, it)));
    }

    private void judge(int partition, Map<HeldAccount, HeldAccount.Awaiting> awaiting) {
        try {
            bench.settle(
                    partition,
                    awaiting.keySet(),
                    held -> judged(held, Objects.requireNonNull(awaiting.get(held))));
        } catch (Workbench.UnreadableRowsException e) {
            throw poisoned(Objects.requireNonNull(awaiting.get(e.account())), e);
        }
    }

    private Collection<ChunkKey> judged(HeldAccount held, HeldAccount.Awaiting it) {
        try {
            return held.account()
                    .judge(owned.judge(), it.reporting(), it.events(), it.at(), it.place());
        } catch (RuntimeException e) {
            throw poisoned(it, e);
        }
    }

    /** What waits cannot be judged: its last record is to blame. */
    private static PoisonedRecordException poisoned(
            HeldAccount.Awaiting it, RuntimeException cause) {
        return new PoisonedRecordException(
                new PoisonedRecordException.Poison(
                        it.place().partition(),
                        it.place().nextOffset() - 1,
                        "" + cause.getMessage()),
                cause);
    }

    /** Whether the event belongs to a run that is not closed yet: its past is told at its end. */
    private static boolean isBackfilled(OwnedPartition partition, CustomerEventV1 event) {
        return event.backfill() != null && partition.runs().containsKey(event.backfill());
    }

    private void report(OwnedPartition partition, CustomerEventV1 event, Writes writes) {
        int day = Days.of(event.occurredAt());
        owned.reported(event.type().value(), day);
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
            record.event()
                    .ifPresent(event -> {
                        HeldAccount account =
                                Objects.requireNonNull(accounts.get(event.accountId()));
                        missing.computeIfAbsent(account, _ -> new LinkedHashSet<>())
                                .addAll(account.account().facts().missing(event));
                    });
        }
        bench.load(partition.id(), missing);
    }

    private static void expectWithdrawals(
            List<LogRecord> records, Map<AccountId, HeldAccount> accounts) {
        for (LogRecord record : records) {
            record.event()
                    .filter(event -> Withdrawal.of(event).isPresent())
                    .ifPresent(event ->
                            Objects.requireNonNull(accounts.get(event.accountId()))
                                    .expect(new HeldAccount.TakenBack(event, record.offset())));
        }
    }

    private boolean isErased(LogRecord record) {
        return record.event().filter(this::isErased).isPresent();
    }

    private boolean isErased(CustomerEventV1 event) {
        return erased.covers(event.accountId().value(), event.occurredAt(), event.receivedAt());
    }

    private Optional<String> poison(LogRecord record) {
        return poisons.stream()
                .filter(it ->
                        it.partition() == record.partition() && it.offset() == record.offset())
                .findFirst()
                .map(PoisonedRecordException.Poison::detail);
    }
}
