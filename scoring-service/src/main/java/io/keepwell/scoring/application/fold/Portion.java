package io.keepwell.scoring.application.fold;

import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.model.AccountId;
import io.keepwell.scoring.application.EventArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of a batch one transaction takes, so that the log is polled in time. What is taken back
 * costs the telling of all that its account has sent, and that is bounded: a batch ends before what
 * would be too much, between two requests. Whatever the bound, one of them is taken. One thread's
 * own.
 */
final class Portion {

    /**
     * What is taken back in a later request of the same batch, is told from what the first has
     * made: rows are copied, which takes as long as folding about so many events.
     */
    private static final int ONCE_MORE = 300;

    /** So many records that are only passed over take as long as one that is told. */
    private static final int PASSED_OVER = 10;

    /**
     * Requests that lie in each other without end are cut where they cost so many times the bound.
     */
    private static final int TOO_MUCH = 10;

    private final FoldStore store;
    private final int eventsMax;
    private int next;

    /** How much is left for the batch, in events. */
    private long left;

    /** Whether something was taken that cost. */
    private boolean isBegun;

    /** An account's request, in its partition. */
    private record Request(AccountId account, Instant receivedAt) {}

    /**
     * Where a batch may end.
     *
     * @param index before which record
     * @param cost of all before it, in events
     * @param isWhole whether no request lies on both sides
     */
    private record Cut(int index, long cost, boolean isWhole) {}

    Portion(FoldStore store, int eventsMax) {
        this.store = store;
        this.eventsMax = eventsMax;
    }

    /**
     * What comes first of a batch.
     *
     * @return in the order of each partition; all, unless much is taken back
     */
    List<LogRecord> of(List<LogRecord> batch) {
        if (batch.stream().noneMatch(Portion::isWithdrawing)) {
            return batch;
        }
        left = eventsMax;
        isBegun = false;
        NavigableMap<Integer, List<LogRecord>> partitions =
                batch.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LogRecord::partition, TreeMap::new, Collectors.toList()));
        var taken = new ArrayList<LogRecord>();
        // Each in its turn is the one of which something is taken whatever it costs.
        partitions.tailMap(next, true).values().forEach(it -> taken.addAll(first(it)));
        partitions.headMap(next, false).values().forEach(it -> taken.addAll(first(it)));
        Integer begun = partitions.ceilingKey(next);
        next = (begun == null ? partitions.firstKey() : begun) + 1;
        return taken.size() == batch.size() ? batch : taken;
    }

    private List<LogRecord> first(List<LogRecord> records) {
        List<Cut> cuts = cuts(records);
        Cut cut = best(cuts, true);
        if (cut.cost() == 0 && isTooMuch(cuts.getLast().cost())) {
            cut = best(cuts, false);
        }
        left -= cut.cost();
        isBegun |= cut.cost() > 0;
        return records.subList(0, cut.index());
    }

    /** The last that fits; where nothing was begun and nothing fits, the first that costs. */
    private Cut best(List<Cut> cuts, boolean isWhole) {
        Cut best = new Cut(0, 0, true);
        for (Cut cut : cuts) {
            if ((cut.isWhole() || !isWhole)
                    && (cut.cost() <= Math.max(0, left) || (!isBegun && best.cost() == 0))) {
                best = cut;
            }
        }
        return best;
    }

    /** Where a partition's records may be cut, up to where it is too much. */
    private List<Cut> cuts(List<LogRecord> records) {
        Map<Request, Integer> ends = ends(records);
        var before = new HashMap<AccountId, Integer>();
        var cuts = new ArrayList<Cut>();
        var told = new HashSet<AccountId>();
        var costly = new HashSet<Request>();
        long cost = 0;
        int end = 0;
        for (int index = 0; index < records.size(); index++) {
            LogRecord record = records.get(index);
            Request request = request(record).orElse(null);
            if (request != null) {
                end = Math.max(end, ends.getOrDefault(request, index));
                int its = before.merge(request.account(), 1, Integer::sum);
                if (isWithdrawing(record) && costly.add(request)) {
                    boolean isFirst = told.add(request.account());
                    cost += isFirst ? toTell(record.partition(), request.account()) : ONCE_MORE;
                    cost += its;
                }
            }
            cuts.add(new Cut(index + 1, cost, end <= index));
            // A request that is alone is not parted, whatever it costs: the rest of it costs
            // little.
            if (costly.size() > 1 && (isBegun ? cost > left : isTooMuch(cost))) {
                break;
            }
        }
        return cuts;
    }

    private boolean isTooMuch(long cost) {
        return cost > (long) TOO_MUCH * eventsMax;
    }

    /** Where the last event of each request lies. */
    private static Map<Request, Integer> ends(List<LogRecord> records) {
        var ends = new HashMap<Request, Integer>();
        for (int index = 0; index < records.size(); index++) {
            int its = index;
            request(records.get(index)).ifPresent(it -> ends.put(it, its));
        }
        return ends;
    }

    /** What lies between an account's events is read with them, up to where that is jumped. */
    private long toTell(int partition, AccountId account) {
        List<Long> offsets =
                store
                        .events(partition, List.of(account), Long.MAX_VALUE)
                        .getOrDefault(account, List.of())
                        .stream()
                        .sorted()
                        .toList();
        long passed = 0;
        for (int index = 1; index < offsets.size(); index++) {
            passed +=
                    Math.min(
                            offsets.get(index) - offsets.get(index - 1) - 1,
                            EventArchive.JUMP_FROM);
        }
        return offsets.size() + passed / PASSED_OVER;
    }

    private static Optional<Request> request(LogRecord record) {
        return record.event().map(it -> new Request(it.accountId(), it.receivedAt()));
    }

    private static boolean isWithdrawing(LogRecord record) {
        return record.event().filter(Withdrawal::is).isPresent();
    }
}
