package io.keepwell.scoring.simulation;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Change;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Folding;
import io.keepwell.engine.facts.Recollection;
import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.fold.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An account as the log alone makes it: its events one after the other, all facts in memory, every
 * event id remembered; no batches, no store, no windows of bytes, nobody else. The rules are those
 * of the contract, written once more; what an event does to facts and verdict is the engine's.
 */
final class Oracle {

    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);
    private static final long HOURS_KNOWN = 48;
    private static final long MILLIS_AN_HOUR = 3_600_000;

    private final Judge judge = Company.judge();
    private final AccountCase account;
    private final Map<String, Long> hours = new HashMap<>();
    private final List<CustomerEventV1> waiting = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final List<CustomerEventV1> folded = new ArrayList<>();
    private final int partition;
    private Place place;
    private long accepted;
    private long duplicate;
    private long tooLate;
    private long quarantined;

    /**
     * What comes of an account.
     *
     * @param counts what became of its events
     * @param verdict its verdict, or null when it has none
     * @param rows of its facts, by key
     * @param changes its history
     * @param offsets of the events that are in its facts
     */
    record Told(
            Counts counts,
            @Nullable Verdict verdict,
            SortedMap<String, byte[]> rows,
            List<Change> changes,
            List<Long> offsets) {}

    private Oracle(CustomerEventV1 first, int partition) {
        var facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(Map.of());
        this.account = new AccountCase(first.accountId(), facts, null);
        this.partition = partition;
        this.place = new Place(partition, 0);
    }

    /** What comes of all accounts of a log by a moment. */
    static SortedMap<Tables.AccountKey, Told> of(CustomerLog log, Instant now) {
        var accounts = new TreeMap<Tables.AccountKey, Oracle>();
        for (int partition = 0; partition < CustomerLog.PARTITIONS; partition++) {
            int its = partition;
            for (CustomerLog.Entry entry : log.entries(partition)) {
                CustomerEventV1 event = entry.event();
                if (event != null) {
                    accounts.computeIfAbsent(
                                    new Tables.AccountKey(its, event.accountId().value()),
                                    _ -> new Oracle(event, its))
                            .hear(event, entry.record().offset());
                }
            }
        }
        var told = new TreeMap<Tables.AccountKey, Told>();
        accounts.forEach((key, oracle) -> told.put(key, oracle.told(now)));
        return told;
    }

    private void hear(CustomerEventV1 event, long offset) {
        accepted++;
        if (event.occurredAt().isAfter(event.receivedAt().plus(AHEAD_MAX))) {
            quarantined++;
        } else if (isKnown(event)) {
            duplicate++;
        } else {
            fold(event, offset);
        }
    }

    private boolean isKnown(CustomerEventV1 event) {
        String id = event.source().value() + " " + event.id();
        long hour = Math.floorDiv(event.receivedAt().toEpochMilli(), MILLIS_AN_HOUR);
        Long before = hours.get(id);
        boolean isKnown = before != null && before >= hour - HOURS_KNOWN;
        if (!isKnown) {
            hours.put(id, hour);
        }
        return isKnown;
    }

    private void fold(CustomerEventV1 event, long offset) {
        boolean isOfARequest =
                !waiting.isEmpty() && waiting.getLast().receivedAt().equals(event.receivedAt());
        Instant at = account.timeOf(event.receivedAt(), event.receivedAt());
        var its = new Place(partition, offset + 1);
        if (!isOfARequest) {
            judge();
            Instant then = account.timeOf(event.receivedAt(), event.receivedAt());
            settle(() -> account.advance(judge, Company.REPORTING, then, its));
        }
        settle(() -> account.facts().missing(event));
        boolean isTakenBack = Recollection.isNeeded(account.facts(), event);
        if (account.fold(event, at) == Folding.TOO_LATE) {
            tooLate++;
            return;
        }
        if (isTakenBack) {
            var taken = new Recollection.Taken(Withdrawal.of(event).orElseThrow(), folded.size());
            Recollection.of(account.facts(), List.of(taken), folded);
        }
        folded.add(event);
        offsets.add(offset);
        waiting.add(event);
        place = its;
    }

    private void judge() {
        if (!waiting.isEmpty()) {
            Instant received = waiting.getLast().receivedAt();
            Instant at = account.timeOf(received, received);
            settle(() -> account.judge(judge, Company.REPORTING, waiting, at, place));
            waiting.clear();
        }
    }

    private Told told(Instant now) {
        judge();
        settle(() -> account.advance(judge, Company.REPORTING, now, place));
        var rows = new TreeMap<String, byte[]>();
        account.facts().drain().written().forEach((key, value) -> rows.put(key.text(), value));
        Optional<Verdict> verdict = account.verdict();
        long folded = accepted - duplicate - tooLate - quarantined;
        return new Told(
                new Counts(accepted, folded, duplicate, tooLate, quarantined, 0),
                verdict.orElse(null),
                rows,
                account.takeChanges(),
                offsets);
    }

    /** All of its rows are in memory, but for those of members that do not exist yet. */
    private void settle(Supplier<? extends Collection<ChunkKey>> step) {
        for (Collection<ChunkKey> missing = step.get(); !missing.isEmpty(); missing = step.get()) {
            account.facts().load(missing, Map.of());
        }
    }
}
