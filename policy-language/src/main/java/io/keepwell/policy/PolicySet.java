package io.keepwell.policy;

import io.keepwell.policy.account.LifecycleSet;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.SegmentSet;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.portfolio.CapacityRule;
import io.keepwell.policy.portfolio.KpiSpec;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.risk.RiskScore;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.signal.Signal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a bundle says about judging accounts and about what to do then, checked and compiled.
 *
 * @param version the bundle's version
 * @param scorecards by id
 * @param signals in an order in which each comes after those that it asks for
 * @param resolver which card judges whom; every card that it names is there
 * @param segments how accounts are classed
 * @param lifecycle the stages of their lives
 * @param alertRules what raises an alert, in the order of the bundle
 * @param plays what opens tasks, in the order of the bundle
 * @param kpis what is aimed at with all accounts, in the order of the bundle
 * @param capacity how much one manager is to have, in the order of the bundle
 * @param risk how endangered accounts are, or null where the bundle does not say
 */
public record PolicySet(
        String version,
        Map<String, Applied<Scorecard>> scorecards,
        List<Applied<Signal>> signals,
        Resolver resolver,
        SegmentSet segments,
        LifecycleSet lifecycle,
        List<Applied<AlertRule>> alertRules,
        List<Applied<PlaySpec>> plays,
        List<Applied<KpiSpec>> kpis,
        List<Applied<CapacityRule>> capacity,
        @Nullable Applied<RiskScore> risk) {

    /** Copies the collections. */
    public PolicySet {
        scorecards = Map.copyOf(scorecards);
        signals = List.copyOf(signals);
        alertRules = List.copyOf(alertRules);
        plays = List.copyOf(plays);
        kpis = List.copyOf(kpis);
        capacity = List.copyOf(capacity);
    }

    /** Without KPIs, capacity and a risk score. */
    public PolicySet(
            String version,
            Map<String, Applied<Scorecard>> scorecards,
            List<Applied<Signal>> signals,
            Resolver resolver,
            SegmentSet segments,
            LifecycleSet lifecycle,
            List<Applied<AlertRule>> alertRules,
            List<Applied<PlaySpec>> plays) {
        this(
                version,
                scorecards,
                signals,
                resolver,
                segments,
                lifecycle,
                alertRules,
                plays,
                List.of(),
                List.of(),
                null);
    }

    /**
     * The same with a risk score.
     *
     * @param score the risk score, or null for none
     * @return policies that are otherwise the same, of the same version
     */
    public PolicySet withRisk(@Nullable Applied<RiskScore> score) {
        return new PolicySet(
                version,
                scorecards,
                signals,
                resolver,
                segments,
                lifecycle,
                alertRules,
                plays,
                kpis,
                capacity,
                score);
    }

    /**
     * The numbers by which its scorecards hold accounts against their peers.
     *
     * @return each under what it is called in snapshots of peers, in the order of these names
     */
    public SortedMap<String, Expression> peerMetrics() {
        var metrics = new TreeMap<String, Expression>();
        scorecards.values().forEach(card -> metrics.putAll(card.value().peerMetrics()));
        return metrics;
    }
}
