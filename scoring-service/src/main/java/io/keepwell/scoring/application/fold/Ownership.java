package io.keepwell.scoring.application.fold;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one thread owns and judges by, and how it commits. After any exception it is to be thrown
 * away, with all that it holds.
 */
final class Ownership {

    private static final int NEVER = Integer.MIN_VALUE;

    private final FoldStore store;
    private final FoldSettings settings;
    private final Workbench bench;
    private final Map<Integer, OwnedPartition> partitions = new TreeMap<>();
    private Judge judge;
    private Reporting reporting = Reporting.NONE;
    private boolean isOvertaken;
    private int peersKnownOn = NEVER;

    Ownership(FoldStore store, Judge judge, Workbench bench, FoldSettings settings) {
        this.store = store;
        this.judge = judge;
        this.bench = bench;
        this.settings = settings;
    }

    void add(OwnedPartition partition) {
        partitions.put(partition.id(), partition);
        refreshReporting();
    }

    void remove(int partition) {
        partitions.remove(partition);
        bench.forget(partition);
    }

    Set<Integer> ids() {
        return partitions.keySet();
    }

    Collection<OwnedPartition> partitions() {
        return partitions.values();
    }

    OwnedPartition partition(int id) {
        OwnedPartition partition = partitions.get(id);
        if (partition == null) {
            throw new StoreException("partition %d is not owned".formatted(id));
        }
        return partition;
    }

    Judge judge() {
        return judge;
    }

    /** Accounts are loaded anew, so that nothing is left of what was computed before. */
    void judgeBy(Judge other) {
        partitions.keySet().forEach(bench::forget);
        judge = other;
        isOvertaken = false;
        peersKnownOn = NEVER;
    }

    /**
     * Asks for snapshots of peers, if a day has begun since it did: those that count on a day are
     * all there when it begins.
     */
    void knowPeers(Instant now) {
        int today = Days.of(now);
        if (peersKnownOn < today && !judge.policies().peerMetrics().isEmpty()) {
            judge = judge.knowing(store.peers(today - Days.HORIZON));
        }
        peersKnownOn = Math.max(peersKnownOn, today);
    }

    boolean isOvertaken() {
        return isOvertaken;
    }

    Reporting reporting() {
        return reporting;
    }

    /**
     * Which kinds of source report, as accounts are judged by it that stand at a place of the log;
     * written down where it is news, so that a past score can be computed once more.
     */
    Reporting view(OwnedPartition partition, long nextOffset, Writes writes) {
        if (partition.sees(reporting)) {
            writes.view(new Writes.View(partition.id(), nextOffset, reporting));
        }
        return reporting;
    }

    void reported(String type, int day) {
        reporting = reporting.with(type, day);
    }

    void refreshSilence() {
        reporting = reporting.with(store.silence());
    }

    void refreshReporting() {
        reporting = reporting.with(store.reporting());
        partitions.values().forEach(it -> reporting = reporting.with(it.reporting()));
    }

    Writes writes(Instant now) {
        return new Writes(now, judge.policies().version());
    }

    /** Commits what came of accounts; tells whether there is something to publish. */
    boolean commit(Collection<HeldAccount> touched, Writes writes) {
        touched.forEach(account -> bench.collect(account, judge, writes));
        if (writes.isEmpty()) {
            return false;
        }
        commit(writes);
        partitions.values().forEach(it -> it.seen().trim(it.lastReceivedHour(), seenBytes()));
        return writes.accounts().stream().anyMatch(it -> !it.changes().isEmpty())
                || !writes.published().isEmpty();
    }

    /** Commits what was collected already. */
    void commit(Writes writes) {
        isOvertaken = !store.commit(writes).equals(writes.policyVersion());
        writes.moves().forEach((id, move) -> partition(id).committed(move));
        bench.tidy();
    }

    /** Each partition's share of the memory for what was seen. */
    long seenBytes() {
        return settings.seenBytes() / Math.max(1, partitions.size());
    }
}
