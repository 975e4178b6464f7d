package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.Sources;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.engine.peers.Peers;
import io.keepwell.engine.peers.Quantiles;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Expression;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts accounts, each as of the last day that is over, for the peers of days to come: those that
 * have not left, by the segment that they were judged in last. One thread's own.
 */
public final class PeerCensus {

    private final PolicySet policies;
    private final Map<String, Expression> metrics;
    private final Sources sources;
    private final Reporting reporting;
    private final int day;

    /** By segment and metric; of a million accounts the numbers alone are 8 MB a metric. */
    private final Map<String, Map<String, DoubleStream.Builder>> numbers = new HashMap<>();

    /**
     * Of what policies ask percentiles of.
     *
     * @param policies the policies
     * @param catalogue what is known of event types
     * @param reporting which kinds of source report
     * @param day the UTC day on which it is taken; what happened on it does not count
     */
    public PeerCensus(PolicySet policies, EventCatalogue catalogue, Reporting reporting, int day) {
        this.policies = policies;
        this.metrics = policies.peerMetrics();
        this.sources = new Sources(catalogue);
        this.reporting = reporting;
        this.day = day;
    }

    /**
     * Counts an account.
     *
     * @param facts its facts
     * @param verdict its verdict
     * @return the rows that are missing and without which it was not counted, empty when it was
     */
    public Set<ChunkKey> add(AccountFacts facts, Verdict verdict) {
        return add(facts, verdict.segment());
    }

    /**
     * Counts an account that nobody has judged, by the segment that it is in when the day begins.
     *
     * @param facts its facts, as far as they are known then
     * @return the rows that are missing and without which it was not counted, empty when it was
     */
    public Set<ChunkKey> add(AccountFacts facts) {
        Set<ChunkKey> traits = Set.copyOf(facts.missingTraits());
        if (!traits.isEmpty()) {
            return traits;
        }
        var today = new FactsMetrics(facts, sources, reporting, day);
        String segment = Cohort.of(policies, new Traits(facts), today, day).segment();
        return today.isMissingRows() ? today.missing() : add(facts, segment);
    }

    private Set<ChunkKey> add(AccountFacts facts, @Nullable String segment) {
        Set<ChunkKey> traits = Set.copyOf(facts.missingTraits());
        if (!traits.isEmpty()) {
            return traits;
        }
        if (!facts.missingContract().isEmpty()) {
            return Set.copyOf(facts.missingContract());
        }
        if (segment == null || facts.contract().isGoneOn(day)) {
            return Set.of();
        }
        var yesterday = new FactsMetrics(facts, sources, reporting, day - 1);
        Map<String, Double> its = new TreeMap<>();
        metrics.forEach((metric, value) -> {
            if (value.evaluate(yesterday) instanceof Answer.Value(double number)) {
                its.put(metric, number);
            }
        });
        if (yesterday.isMissingRows()) {
            return yesterday.missing();
        }
        its.forEach((metric, number) -> numbers(segment, metric).add(number));
        return Set.of();
    }

    /**
     * Counts whom another has counted, of the same night and by the same policies.
     *
     * @param other the other, which is of no use any more
     */
    public void include(PeerCensus other) {
        other.numbers.forEach((segment, its) ->
                its.forEach((metric, all) -> {
                    DoubleStream.Builder mine = numbers(segment, metric);
                    all.build().forEach(mine::add);
                }));
    }

    private DoubleStream.Builder numbers(String segment, String metric) {
        return numbers.computeIfAbsent(segment, _ -> new HashMap<>())
                .computeIfAbsent(metric, _ -> DoubleStream.builder());
    }

    /**
     * Ends it; nothing can be counted any more.
     *
     * @param firstDay the first UTC day on which accounts are judged by it
     * @return how the numbers spread, where there are enough accounts
     */
    public Peers counted(int firstDay) {
        var segments = new HashMap<String, Map<String, Quantiles>>();
        numbers.forEach((segment, its) -> {
            var spreads = new HashMap<String, Quantiles>();
            its.forEach((metric, all) -> {
                double[] counted = all.build().toArray();
                if (counted.length >= Quantiles.ACCOUNTS_MIN) {
                    spreads.put(metric, Quantiles.of(counted));
                }
            });
            if (!spreads.isEmpty()) {
                segments.put(segment, spreads);
            }
        });
        return new Peers(LocalDate.ofEpochDay(day).toString(), firstDay, segments);
    }
}
