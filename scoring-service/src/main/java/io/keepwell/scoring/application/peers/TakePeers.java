package io.keepwell.scoring.application.peers;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.PeerCensus;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicySet;
import io.keepwell.scoring.application.fold.StoredAccounts;
import io.keepwell.scoring.application.peers.PeerSnapshots.Taken;
import io.keepwell.scoring.application.plan.LiveAccounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a snapshot of peers, once a day, where policies in force ask for percentiles. It begins to
 * count with a day that lies ahead, and so far that whoever judges on that day finds it.
 */
public final class TakePeers {

    /** By then what happened on the day before has come, as far as nothing lags behind. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofHours(1);

    /** No clock of a service is further off, and no commit takes longer. */
    private static final Duration AHEAD = Duration.ofHours(1);

    /** How many accounts are in memory at a time. */
    private static final int PAGE = 500;

    private final LiveAccounts live;
    private final PeerSnapshots snapshots;
    private final EventCatalogue catalogue;
    private final InstantSource clock;

    /** The policies in force when these asked for none: others have to come first. */
    private @Nullable String without;

    /**
     * Takes them.
     *
     * @param live the accounts
     * @param snapshots where snapshots are kept
     * @param catalogue what is known of event types
     * @param clock the present
     */
    public TakePeers(
            LiveAccounts live,
            PeerSnapshots snapshots,
            EventCatalogue catalogue,
            InstantSource clock) {
        this.live = live;
        this.snapshots = snapshots;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** An account that waits for rows before it can be counted. */
    private record Waiting(AccountId id, AccountFacts facts, Verdict verdict) {}

    /**
     * Takes that of today, if it is time, nobody has and policies ask for it.
     *
     * @return what was taken
     */
    public Optional<Taken> take() {
        Instant now = clock.instant();
        int day = Days.of(now);
        return now.isBefore(Days.begin(day).plus(AFTER_MIDNIGHT)) || !live.look(this::areAskedFor)
                ? Optional.empty()
                : snapshots.once(day, () -> live.look(view -> taken(view, day)));
    }

    /** Asked each minute: most policies ask for no percentile, and to read them costs something. */
    private boolean areAskedFor(LiveAccounts.View view) {
        Optional<String> version = view.policyVersion();
        if (version.isEmpty() || version.get().equals(without)) {
            return false;
        }
        boolean areThey = view.policies().filter(it -> !it.peerMetrics().isEmpty()).isPresent();
        without = areThey ? null : version.get();
        return areThey;
    }

    private Optional<Taken> taken(LiveAccounts.View view, int day) {
        Optional<PolicySet> policies = view.policies().filter(it -> !it.peerMetrics().isEmpty());
        // Of accounts that lag behind the last hours are not known: it is asked again in a minute.
        if (policies.isEmpty() || !view.haveJudged(day)) {
            return Optional.empty();
        }
        var census = new PeerCensus(policies.get(), catalogue, view.reporting(), day);
        for (int partition : view.partitions()) {
            String after = "";
            List<AccountId> ids;
            do {
                ids =
                        view.accounts()
                                .accountsAfter(partition, new StoredAccounts.Page(after, PAGE));
                count(view.accounts(), partition, ids, census);
                after = ids.isEmpty() ? after : ids.getLast().value();
            } while (ids.size() == PAGE);
        }
        Instant at = clock.instant();
        return Optional.of(
                new Taken(
                        census.counted(Days.of(at.plus(AHEAD)) + 1), policies.get().version(), at));
    }

    /** Counts accounts; what they lack is loaded for all of them at once. */
    private void count(
            StoredAccounts accounts, int partition, List<AccountId> ids, PeerCensus census) {
        List<Waiting> waiting = new ArrayList<>();
        accounts.accounts(partition, ids)
                .forEach((id, stored) -> {
                    Verdict verdict = stored.verdict();
                    if (verdict != null) {
                        var facts = AccountFacts.of(catalogue);
                        facts.loadWhole(stored.rows());
                        waiting.add(new Waiting(id, facts, verdict));
                    }
                });
        List<Waiting> left = waiting;
        while (!left.isEmpty()) {
            Map<Waiting, Set<ChunkKey>> missing = new LinkedHashMap<>();
            for (Waiting one : left) {
                Set<ChunkKey> rows = census.add(one.facts(), one.verdict());
                if (!rows.isEmpty()) {
                    missing.put(one, rows);
                }
            }
            load(accounts, partition, missing);
            left = List.copyOf(missing.keySet());
        }
    }

    private static void load(
            StoredAccounts accounts, int partition, Map<Waiting, Set<ChunkKey>> missing) {
        if (missing.isEmpty()) {
            return;
        }
        var found =
                accounts.rows(
                        partition,
                        missing.entrySet().stream()
                                .map(it ->
                                        new StoredAccounts.Wanted(it.getKey().id(), it.getValue()))
                                .toList());
        missing.forEach(
                (one, keys) -> one.facts().load(keys, found.getOrDefault(one.id(), Map.of())));
    }
}
