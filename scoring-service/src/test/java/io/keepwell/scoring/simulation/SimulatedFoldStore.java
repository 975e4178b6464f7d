package io.keepwell.scoring.simulation;

import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.AccountId;
import io.keepwell.scoring.application.fold.FoldStore;
import io.keepwell.scoring.application.fold.OwnedPartition;
import io.keepwell.scoring.application.fold.Writes;
import io.keepwell.scoring.domain.erasure.IdHash;
import io.keepwell.scoring.domain.seen.EventHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The store of the fold over the simulated database. Each method asks what the one of {@code
 * PgFoldStore} asks, by as many statements; a commit is {@link SimulatedFoldCommit}.
 */
class SimulatedFoldStore implements FoldStore {

    private final SimulatedConnection connection;
    private final SimulatedFoldCommit commit;

    SimulatedFoldStore(SimulatedConnection connection, SimulatedFoldCommit commit) {
        this.connection = connection;
        this.commit = commit;
    }

    @Override
    public Map<AccountId, StoredAccount> accounts(int partition, Collection<AccountId> accounts) {
        var verdicts = new LinkedHashMap<AccountId, Tables.State>();
        connection.ask(
                "reads verdicts",
                tables -> {
                    for (AccountId id : accounts) {
                        Tables.State state = tables.states.get(key(partition, id));
                        if (state != null) {
                            verdicts.put(id, state);
                        }
                    }
                    return verdicts;
                });
        var found = new HashMap<AccountId, StoredAccount>();
        connection.ask(
                "reads facts",
                tables -> {
                    verdicts.forEach((id, state) ->
                            found.put(
                                    id,
                                    new StoredAccount(
                                            copy(state.verdict()),
                                            parsed(tables.facts.get(key(partition, id))),
                                            state.restsUntil())));
                    return found;
                });
        return found;
    }

    /** What comes from a database is nobody's own, and knows only what is written down. */
    private static @Nullable Verdict copy(@Nullable Verdict verdict) {
        return verdict == null ? null : VerdictCodec.decode(VerdictCodec.encode(verdict));
    }

    static Map<ChunkKey, byte[]> parsed(@Nullable Map<String, byte[]> rows) {
        var parsed = new HashMap<ChunkKey, byte[]>();
        if (rows != null) {
            rows.forEach((key, value) -> parsed.put(ChunkKey.parse(key), value));
        }
        return parsed;
    }

    @Override
    public Map<AccountId, Map<ChunkKey, byte[]>> rows(int partition, List<Wanted> wanted) {
        return connection.ask(
                "reads members",
                tables -> {
                    var found = new HashMap<AccountId, Map<ChunkKey, byte[]>>();
                    for (Wanted it : wanted) {
                        Map<ChunkKey, byte[]> rows =
                                parsed(tables.members.get(key(partition, it.account())));
                        rows.keySet().retainAll(new HashSet<>(it.keys()));
                        found.put(it.account(), rows);
                    }
                    return found;
                });
    }

    /** Its policies ask for no percentiles. */
    @Override
    public PeerBook peers(int from) {
        return PeerBook.NONE;
    }

    @Override
    public Map<AccountId, Map<EventHash, Integer>> seen(int partition, List<Suspect> suspects) {
        return connection.ask(
                "reads what was seen",
                tables -> {
                    var found = new HashMap<AccountId, Map<EventHash, Integer>>();
                    for (Suspect it : suspects) {
                        Tables.AccountKey account = key(partition, it.account());
                        tables.seen.forEach((row, hashes) -> {
                            if (row.account().equals(account) && it.hours().contains(row.hour())) {
                                var hours =
                                        found.computeIfAbsent(it.account(), _ -> new HashMap<>());
                                hashes.forEach(hash -> hours.merge(hash, row.hour(), Math::max));
                            }
                        });
                    }
                    return found;
                });
    }

    @Override
    public void seenSince(int partition, int fromHour, BiConsumer<Integer, EventHash> each) {
        connection.ask(
                "reads all that was seen",
                tables -> {
                    tables.seen.forEach((row, hashes) -> {
                        if (row.account().partition() == partition && row.hour() >= fromHour) {
                            hashes.forEach(hash -> each.accept(row.hour(), hash));
                        }
                    });
                    return each;
                });
    }

    @Override
    public Optional<Integer> lastSeenHour(int partition) {
        return connection.ask(
                "reads the last hour",
                tables ->
                        tables.seen.keySet().stream()
                                .filter(it -> it.account().partition() == partition)
                                .map(Tables.Seen::hour)
                                .max(Comparator.naturalOrder()));
    }

    @Override
    public void forgetSeen(int partition, int hour) {
        connection.ask(
                "forgets what was seen",
                tables ->
                        tables.seen
                                .keySet()
                                .removeIf(it ->
                                        it.account().partition() == partition && it.hour() < hour));
    }

    @Override
    public Reporting reporting() {
        return connection.ask(
                "reads what reports",
                tables -> {
                    Reporting all = Company.REPORTING;
                    for (Reporting its : tables.reporting.values()) {
                        all = all.with(its);
                    }
                    return all;
                });
    }

    @Override
    public Silence silence() {
        return connection.ask("reads silence", _ -> Silence.NONE);
    }

    @Override
    public void caughtUp(Collection<OwnedPartition> partitions, Instant now) {
        connection.step("writes down that it has caught up");
    }

    @Override
    public void forgetActivity(Instant before) {
        connection.step("forgets activity");
    }

    @Override
    public void forgetReporting(int partition, Instant before) {
        connection.step("forgets what was known of sources");
    }

    @Override
    public List<AccountId> accountsAfter(int partition, Page page) {
        return connection.ask(
                "reads a page of accounts",
                tables ->
                        tables.states.keySet().stream()
                                .filter(it ->
                                        it.partition() == partition
                                                && it.id().compareTo(page.after()) > 0)
                                .limit(page.limit())
                                .map(it -> new AccountId(it.id()))
                                .toList());
    }

    @Override
    public List<AccountId> awakeAfter(int partition, int day, Page page) {
        return connection.ask(
                "reads a page of accounts that are awake",
                tables ->
                        tables.states.entrySet().stream()
                                .filter(it ->
                                        it.getKey().partition() == partition
                                                && it.getKey().id().compareTo(page.after()) > 0
                                                && it.getValue().restsUntil() <= day)
                                .limit(page.limit())
                                .map(it -> new AccountId(it.getKey().id()))
                                .toList());
    }

    @Override
    public List<AccountId> due(int partition, long now, int limit) {
        return connection.ask(
                "reads deadlines",
                tables ->
                        tables.states.entrySet().stream()
                                .filter(it ->
                                        it.getKey().partition() == partition
                                                && Company.isDue(it.getValue(), now))
                                .limit(limit)
                                .map(it -> new AccountId(it.getKey().id()))
                                .toList());
    }

    @Override
    public List<AccountId> accountsOfRun(int partition, String run, Page page) {
        throw new UnsupportedOperationException("no backfill is simulated");
    }

    @Override
    public Map<AccountId, List<Long>> events(
            int partition, Collection<AccountId> accounts, long before) {
        return connection.ask(
                "reads where events lie",
                tables -> {
                    var lie =
                            new TreeMap<AccountId, List<Long>>(
                                    Comparator.comparing(AccountId::value));
                    tables.events.forEach((key, offsets) -> {
                        var id = new AccountId(key.account().id());
                        if (key.account().partition() == partition && accounts.contains(id)) {
                            List<Long> its = lie.computeIfAbsent(id, _ -> new ArrayList<>());
                            offsets.stream().filter(it -> it < before).forEach(its::add);
                        }
                    });
                    return lie;
                });
    }

    @Override
    public Map<Integer, List<AccountId>> unpublished(
            Collection<Integer> partitions, Instant before, int limit) {
        Set<Integer> wanted = Set.copyOf(partitions);
        return connection.ask(
                "reads what is unpublished",
                tables -> {
                    var unpublished = new TreeMap<Integer, List<AccountId>>();
                    tables.accounts.entrySet().stream()
                            .filter(it ->
                                    wanted.contains(it.getKey().partition())
                                            && it.getValue().isUnpublished()
                                            && !it.getValue().publishedAt().isAfter(before))
                            .sorted(
                                    Comparator.comparing(
                                            (Map.Entry<Tables.AccountKey, Tables.Shown> it) ->
                                                    it.getValue().publishedAt()))
                            .limit(limit)
                            .forEach(it ->
                                    unpublished.merge(
                                            it.getKey().partition(),
                                            List.of(new AccountId(it.getKey().id())),
                                            Company::joined));
                    return unpublished;
                });
    }

    @Override
    public List<Erased> erasedAfter(long seq) {
        return List.of();
    }

    @Override
    public Map<Integer, List<Pending>> pendingErasures(Collection<Integer> partitions) {
        return Map.of();
    }

    @Override
    public long toldBeforeErased(Collection<IdHash> hashes) {
        throw new UnsupportedOperationException("nothing is erased in the simulation");
    }

    @Override
    public boolean finishErasures(Instant now) {
        return false;
    }

    @Override
    public String commit(Writes writes) {
        commit.run(connection, writes);
        return writes.policyVersion();
    }

    private static Tables.AccountKey key(int partition, AccountId account) {
        return new Tables.AccountKey(partition, account.value());
    }
}
