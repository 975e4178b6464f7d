package io.keepwell.benchmarks.peers;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.facts.ChunkKey;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in the rows of an engine: the same rows as the service keeps in PostgreSQL, one for the
 * verdict, one for each chunk of facts, one for the hashes of each batch. Only what has changed is
 * written. The engine makes them durable; what came of a batch is handed on.
 */
final class RowStore implements FoldStore {

    // No id holds it.
    private static final String END = "\0";

    private static final String VERDICT = "verdict" + END;
    private static final String FACT = "fact" + END;
    private static final String MEMBER = "member" + END;
    private static final String SEEN = "seen" + END;
    private static final String REPORTING = "reporting" + END;

    private final Rows rows;
    private final Rows seen;
    private final Consumer<Writes> then;

    /**
     * @param rows keep accounts
     * @param seen keep the hashes of events
     * @param then is given what came of each batch, after its rows were put
     */
    RowStore(Rows rows, Rows seen, Consumer<Writes> then) {
        this.rows = rows;
        this.seen = seen;
        this.then = then;
    }

    @Override
    public Map<AccountId, StoredAccount> accounts(int partition, Collection<AccountId> accounts) {
        var found = new HashMap<AccountId, StoredAccount>();
        for (AccountId account : accounts) {
            byte @Nullable [] verdict = rows.get(VERDICT + account);
            if (verdict != null) {
                var facts = new HashMap<ChunkKey, byte[]>();
                String prefix = FACT + account + END;
                rows.startingWith(
                        prefix,
                        (key, value) ->
                                facts.put(ChunkKey.parse(key.substring(prefix.length())), value));
                found.put(
                        account,
                        new StoredAccount(VerdictCodec.decode(verdict), facts, AccountCase.AWAKE));
            }
        }
        return found;
    }

    @Override
    public Map<AccountId, Map<ChunkKey, byte[]>> rows(int partition, List<Wanted> wanted) {
        var found = new HashMap<AccountId, Map<ChunkKey, byte[]>>();
        for (Wanted it : wanted) {
            for (ChunkKey key : it.keys()) {
                byte @Nullable [] value = rows.get(MEMBER + it.account() + END + key.text());
                if (value != null) {
                    found.computeIfAbsent(it.account(), _ -> new HashMap<>()).put(key, value);
                }
            }
        }
        return found;
    }

    @Override
    public PeerBook peers(int from) {
        return PeerBook.NONE;
    }

    @Override
    public Map<AccountId, Map<EventHash, Integer>> seen(int partition, List<Suspect> suspects) {
        var found = new HashMap<AccountId, Map<EventHash, Integer>>();
        for (Suspect suspect : suspects) {
            Map<EventHash, Integer> hours =
                    found.computeIfAbsent(suspect.account(), _ -> new HashMap<>());
            for (int hour : suspect.hours()) {
                seen.startingWith(
                        hour(hour) + suspect.account() + END,
                        (_, value) ->
                                EventHash.decode(value)
                                        .forEach(hash -> hours.merge(hash, hour, Math::max)));
            }
        }
        return found;
    }

    @Override
    public void seenSince(int partition, int fromHour, BiConsumer<Integer, EventHash> each) {
        seen.startingWith(
                SEEN,
                (key, value) -> {
                    int hour = hourOf(key);
                    if (hour >= fromHour) {
                        EventHash.decode(value).forEach(hash -> each.accept(hour, hash));
                    }
                });
    }

    @Override
    public Optional<Integer> lastSeenHour(int partition) {
        var hours = new HashSet<Integer>();
        seen.startingWith(SEEN, (key, _) -> hours.add(hourOf(key)));
        return hours.stream().max(Integer::compare);
    }

    @Override
    public void forgetSeen(int partition, int hour) {
        var old = new ArrayList<String>();
        seen.startingWith(
                SEEN,
                (key, _) -> {
                    if (hourOf(key) < hour) {
                        old.add(key);
                    }
                });
        old.forEach(seen::remove);
    }

    @Override
    public Reporting reporting() {
        var kinds = new TreeMap<String, Reporting.Span>();
        rows.startingWith(
                REPORTING,
                (key, value) -> {
                    String[] days = new String(value, StandardCharsets.UTF_8).split(" ", -1);
                    kinds.put(
                            key.substring(REPORTING.length()),
                            new Reporting.Span(
                                    Integer.parseInt(days[0]), Integer.parseInt(days[1])));
                });
        return new Reporting(kinds, Silence.NONE);
    }

    @Override
    public String commit(Writes writes) {
        for (Writes.Account account : writes.accounts()) {
            put(account);
        }
        writes.events()
                .forEach((key, events) ->
                        seen.put(
                                hour(key.hour()) + key.account() + END + events.firstOffset(),
                                EventHash.encode(events.hashes())));
        writes.reporting()
                .values()
                .forEach(wider ->
                        wider.kinds()
                                .forEach((kind, span) ->
                                        rows.put(
                                                REPORTING + kind,
                                                "%d %d"
                                                        .formatted(span.firstDay(), span.lastDay())
                                                        .getBytes(StandardCharsets.UTF_8))));
        then.accept(writes);
        return writes.policyVersion();
    }

    private void put(Writes.Account account) {
        if (account.verdict() != null) {
            rows.put(VERDICT + account.id(), VerdictCodec.encode(account.verdict()));
        }
        account.facts()
                .written()
                .forEach((key, value) ->
                        rows.put(
                                (key.isOfMembers() ? MEMBER : FACT)
                                        + account.id()
                                        + END
                                        + key.text(),
                                value));
        account.facts()
                .dropped()
                .forEach(type -> {
                    String prefix = FACT + account.id() + END + new ChunkKey.OfType(type).text();
                    var gone = new ArrayList<String>();
                    rows.startingWith(
                            prefix,
                            (key, _) -> {
                                if (key.equals(prefix) || key.startsWith(prefix + "/")) {
                                    gone.add(key);
                                }
                            });
                    gone.forEach(rows::remove);
                });
        account.facts()
                .removed()
                .forEach(key ->
                        rows.remove(
                                (key.isOfMembers() ? MEMBER : FACT)
                                        + account.id()
                                        + END
                                        + key.text()));
    }

    private static String hour(int hour) {
        return SEEN + String.format(Locale.ROOT, "%08d", hour) + END;
    }

    private static int hourOf(String key) {
        return Integer.parseInt(key.substring(SEEN.length(), SEEN.length() + 8));
    }

    // What follows is of time, of backfills and of publishing, which is not measured.

    @Override
    public Silence silence() {
        return Silence.NONE;
    }

    @Override
    public void caughtUp(Collection<OwnedPartition> partitions, Instant now) {
        throw notMeasured();
    }

    @Override
    public List<Erased> erasedAfter(long seq) {
        return List.of();
    }

    @Override
    public Map<Integer, List<Pending>> pendingErasures(Collection<Integer> partitions) {
        throw notMeasured();
    }

    @Override
    public long toldBeforeErased(Collection<IdHash> hashes) {
        throw notMeasured();
    }

    @Override
    public boolean finishErasures(Instant now) {
        throw notMeasured();
    }

    @Override
    public void forgetActivity(Instant before) {
        throw notMeasured();
    }

    @Override
    public void forgetReporting(int partition, Instant before) {
        throw notMeasured();
    }

    @Override
    public List<AccountId> accountsAfter(int partition, Page page) {
        throw notMeasured();
    }

    @Override
    public List<AccountId> awakeAfter(int partition, int day, Page page) {
        throw notMeasured();
    }

    @Override
    public List<AccountId> due(int partition, long now, int limit) {
        throw notMeasured();
    }

    @Override
    public List<AccountId> accountsOfRun(int partition, String run, Page page) {
        throw notMeasured();
    }

    @Override
    public Map<AccountId, List<Long>> events(
            int partition, Collection<AccountId> accounts, long before) {
        throw notMeasured();
    }

    @Override
    public Map<Integer, List<AccountId>> unpublished(
            Collection<Integer> partitions, Instant before, int limit) {
        throw notMeasured();
    }

    private static UnsupportedOperationException notMeasured() {
        return new UnsupportedOperationException("a peer only folds");
    }
}
