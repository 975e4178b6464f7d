package io.keepwell.scoring.application.fold;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.source.Rhythm;
import io.keepwell.engine.source.SourceHistory;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.domain.erasure.ErasedIds;
import io.keepwell.scoring.domain.seen.SeenWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Folds records of owned partitions into accounts, and brings accounts up when time passes or
 * policies change. One thread's own. After any exception it is to be thrown away, with all that it
 * holds.
 */
public final class Folder {

    private static final Duration LOOK_FOR_DUE_EVERY = Duration.ofSeconds(1);

    /** Longer than the log is waited for, so that folding has the greater part of the time. */
    private static final Duration TELL_LATER = Duration.ofSeconds(20);

    /** A window before the last event of a source that is about to end, and a few days. */
    private static final Duration ACTIVITY_KEPT =
            Rhythm.WINDOW.plus(SourceHistory.ENDED_AFTER).plusDays(4);

    /** As long as the log keeps events, of which past scores are computed. */
    private static final Duration PAST_KEPT = Duration.ofDays(Days.HORIZON);

    private static final EventArchive WITHOUT_A_LOG =
            (_, _, _) -> {
                throw new EventArchive.UnavailableException("there is no log", null);
            };

    private final FoldStore store;
    private final FoldSettings settings;
    private final Workbench bench;
    private final Ownership owned;
    private final RecordFold folding;
    private final Erasing erasing;
    private final TimeSteps time;
    private final PastSteps past;
    private final Portion portion;
    private Instant nextDueLook = Instant.EPOCH;
    private Instant nextPast = Instant.EPOCH;

    /**
     * Begins without partitions, and without a log: an event cannot be taken back.
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
        this(store, judge, catalogue, settings, poisons, WITHOUT_A_LOG);
    }

    /**
     * Begins without partitions.
     *
     * @param store where accounts are kept
     * @param judge by the policies in force
     * @param catalogue what is known of event types
     * @param settings how much is done at a time
     * @param poisons records that failed before
     * @param archive the log, from which accounts are told once more what they know when one of
     *     their events is taken back
     */
    public Folder(
            FoldStore store,
            Judge judge,
            EventCatalogue catalogue,
            FoldSettings settings,
            Set<PoisonedRecordException.Poison> poisons,
            EventArchive archive) {
        this.store = store;
        this.settings = settings;
        var erased = new ErasedIds();
        this.bench = new Workbench(store, catalogue, settings.cacheRows(), erased);
        this.owned = new Ownership(store, judge, bench, settings);
        this.folding = new RecordFold(store, owned, bench, catalogue, poisons, erased, archive);
        this.erasing = new Erasing(store, owned, bench, erased);
        this.time = new TimeSteps(store, owned, bench, settings);
        this.past = new PastSteps(store, owned, bench, settings);
        this.portion = new Portion(store, settings.reconstructEvents());
    }

    /**
     * Takes a partition over.
     *
     * @param stored what the database holds of it, read after the epoch was raised
     */
    public void own(OwnedPartition.Stored stored) {
        var seen = new SeenWindow();
        var partition = new OwnedPartition(stored, seen);
        // Where nothing was seen, the log may begin long ago: the present says nothing about it.
        store.lastSeenHour(stored.id())
                .ifPresent(latest -> {
                    store.seenSince(stored.id(), latest - SeenWindow.HOURS, seen::add);
                    seen.trim(latest, owned.seenBytes());
                    partition.receivedIn(latest);
                });
        owned.add(partition);
        erasing.learnAll();
    }

    /**
     * Gives a partition up, and forgets its accounts.
     *
     * @param partition which
     */
    public void disown(int partition) {
        owned.remove(partition);
    }

    /**
     * The partitions that are owned.
     *
     * @return in order
     */
    public Collection<OwnedPartition> owned() {
        return List.copyOf(owned.partitions());
    }

    /**
     * The policies that it judges by.
     *
     * @return their version
     */
    public String policyVersion() {
        return owned.judge().policies().version();
    }

    /**
     * Whether others were put in force, as far as its transactions have seen.
     *
     * @return whether it is to judge by others
     */
    public boolean isOvertaken() {
        return owned.isOvertaken();
    }

    /**
     * Judges by other policies from now on: every account before its next event, and all within a
     * round of steps. Called between two transactions, when memory holds nothing that the database
     * does not; accounts are loaded anew, so that nothing is left of what was computed before.
     *
     * @param other by the policies in force
     */
    public void judgeBy(Judge other) {
        owned.judgeBy(other);
    }

    /** Asks what was reported in partitions of other owners. */
    public void refreshReporting() {
        owned.refreshReporting();
    }

    /**
     * Writes down which partitions have been read to their end, and asks which sources have gone
     * silent as far as all owners have read.
     *
     * @param ends the offset after the last record of each partition's log
     * @param now when that was so
     */
    public void observe(Map<Integer, Long> ends, Instant now) {
        store.caughtUp(
                owned.partitions().stream()
                        .filter(it -> it.nextOffset() >= ends.getOrDefault(it.id(), Long.MAX_VALUE))
                        .toList(),
                now);
        owned.refreshSilence();
    }

    /**
     * What comes first of records that were read together, and is folded in one transaction: all of
     * them, unless so much is taken back in them that the log would not be polled in time.
     *
     * @param records one or more, in the order of each partition
     * @return one or more of them, of each partition the first; a request is not parted
     */
    public List<LogRecord> portion(List<LogRecord> records) {
        return portion.of(records);
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
        owned.knowPeers(now);
        var writes = owned.writes(now);
        var byPartition =
                records.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LogRecord::partition, TreeMap::new, Collectors.toList()));
        var touched = new LinkedHashSet<HeldAccount>();
        byPartition.forEach((partition, its) ->
                touched.addAll(folding.fold(owned.partition(partition), its, now, writes)));
        return owned.commit(touched, writes);
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
        owned.knowPeers(now);
        for (OwnedPartition partition : owned.partitions()) {
            boolean isMore =
                    partition.isReconstructing()
                            ? tellPast(partition, now, reconstructor)
                            : round(partition, partition.foldedUntil(caughtUp, now), now);
            if (isMore) {
                return true;
            }
        }
        if (now.isBefore(nextDueLook)) {
            return false;
        }
        for (OwnedPartition partition : owned.partitions()) {
            if (!partition.isReconstructing()
                    && time.due(partition, partition.foldedUntil(caughtUp, now), now)) {
                return true;
            }
        }
        nextDueLook = now.plus(LOOK_FOR_DUE_EVERY);
        return false;
    }

    /**
     * Readers of events may have all turns, or the log not answer: nothing has changed then, and
     * the other partitions go on meanwhile.
     */
    private boolean tellPast(OwnedPartition partition, Instant now, Reconstructor reconstructor) {
        if (now.isBefore(nextPast)) {
            return false;
        }
        try {
            past.reconstruct(partition, now, reconstructor);
            return true;
        } catch (EventArchive.UnavailableException later) {
            nextPast = now.plus(TELL_LATER);
            return false;
        }
    }

    /** A day begins for all accounts once all that was received before it is folded. */
    private boolean round(OwnedPartition partition, Instant until, Instant now) {
        return Days.of(until) == Days.of(now) && time.round(partition, until, now);
    }

    /**
     * Forgets the hashes of events that nobody may send again, and what sources sent long ago and
     * was judged by longer ago than there are past scores.
     *
     * @param now the present
     */
    public void forget(Instant now) {
        store.forgetActivity(now.minus(ACTIVITY_KEPT));
        owned.partitions()
                .forEach(it -> {
                    store.forgetSeen(it.id(), it.lastReceivedHour() - SeenWindow.HOURS);
                    store.forgetReporting(it.id(), now.minus(PAST_KEPT));
                });
    }

    /**
     * Erases what is to be erased of owned partitions.
     *
     * @param now the present
     * @return whether there is something to publish
     */
    public boolean erase(Instant now) {
        return erasing.carryOut(now);
    }

    /**
     * Publishes accounts that changed since they were published last.
     *
     * @param now the present
     * @param publication makes the messages
     * @return whether there may be more to do at once
     */
    public boolean publish(Instant now, Publication publication) {
        var unpublished =
                store.unpublished(
                        owned.ids(),
                        now.minus(settings.publishEvery()),
                        settings.publishAccounts());
        if (unpublished.isEmpty()) {
            return false;
        }
        var writes = owned.writes(now);
        int count = 0;
        for (var entry : unpublished.entrySet()) {
            OwnedPartition partition = owned.partition(entry.getKey());
            writes.hold(partition);
            for (HeldAccount account : bench.hold(partition.id(), entry.getValue()).values()) {
                account.account()
                        .verdict()
                        .map(verdict -> publication.of(account.account(), verdict, owned.judge()))
                        .ifPresent(writes::publish);
                count++;
            }
        }
        owned.commit(Set.of(), writes);
        return count >= settings.publishAccounts();
    }
}
