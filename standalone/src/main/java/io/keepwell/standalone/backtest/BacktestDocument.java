package io.keepwell.standalone.backtest;

import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.Flag;
import io.keepwell.engine.backtest.Known;
import io.keepwell.engine.peers.Peers;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A backtest, as {@code --json} writes it.
 *
 * @param policies the policies, in the order of the report
 * @param known when events counted as known
 * @param events how many events there were
 * @param repeats how many more were told again, and not counted
 * @param flawedRows rows of an export of which no event could be made
 * @param report what came of it
 * @param planted who was warned of in time, by the cause for which they left; null where no causes
 *     are known
 */
public record BacktestDocument(
        List<Policies> policies,
        Known known,
        long events,
        long repeats,
        long flawedRows,
        BacktestReport report,
        @Nullable List<Planted> planted) {

    /** Copies the list. */
    public BacktestDocument {
        policies = List.copyOf(policies);
        planted = planted == null ? null : List.copyOf(planted);
    }

    /**
     * Policies that showed what they are worth.
     *
     * @param name what people call them
     * @param version the hash of all that they say
     * @param withoutPeers the numbers of which their percentiles have no data: no segment had
     *     enough peers in any night
     * @param peers for each number that accounts are held against their peers by, what peers there
     *     were; null where the policies ask for no percentiles
     */
    public record Policies(
            String name,
            String version,
            List<String> withoutPeers,
            @Nullable List<PeersOfNights> peers) {
        /** Copies the lists. */
        public Policies {
            withoutPeers = List.copyOf(withoutPeers);
            peers = peers == null ? null : List.copyOf(peers);
        }
    }

    /**
     * Of how many nights there are peers.
     *
     * @param metric the number
     * @param nights how many nights were looked at
     * @param segments for each segment that ever had enough accounts with the number, in how many
     *     nights it had
     */
    public record PeersOfNights(String metric, int nights, SortedMap<String, Integer> segments) {
        /** Copies the map. */
        public PeersOfNights {
            segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
        }
    }

    /**
     * Tells which peers there were.
     *
     * @param metrics the numbers that the policies ask percentiles of
     * @param nights the peers of each night
     * @return one of each number, in their order; null where there is none
     */
    public static @Nullable List<PeersOfNights> peers(
            Collection<String> metrics, List<Peers> nights) {
        if (metrics.isEmpty()) {
            return null;
        }
        return metrics.stream()
                .map(metric -> {
                    var segments = new TreeMap<String, Integer>();
                    nights.forEach(night ->
                            night.segments()
                                    .forEach((segment, its) -> {
                                        if (its.containsKey(metric)) {
                                            segments.merge(segment, 1, Integer::sum);
                                        }
                                    }));
                    return new PeersOfNights(metric, nights.size(), segments);
                })
                .toList();
    }

    /**
     * Customers of a simulated company who leave for the same cause, by the first of the policies.
     *
     * @param cause the cause
     * @param days how many days before they left they had to be warned of
     * @param flag what counts as a warning
     * @param left those who counted that many days before they left
     * @param warned those of them that were lastingly flagged by then
     */
    public record Planted(String cause, int days, Flag flag, int left, int warned) {}
}
