package io.keepwell.policy;

import io.keepwell.policy.account.LifecycleSet;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.SegmentSet;
import io.keepwell.policy.portfolio.CapacityRule;
import io.keepwell.policy.portfolio.KpiSpec;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.signal.Signal;
import java.util.List;
import java.util.Map;

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
        List<Applied<CapacityRule>> capacity) {

    /** Copies the collections. */
    public PolicySet {
        scorecards = Map.copyOf(scorecards);
        signals = List.copyOf(signals);
        alertRules = List.copyOf(alertRules);
        plays = List.copyOf(plays);
        kpis = List.copyOf(kpis);
        capacity = List.copyOf(capacity);
    }

    /** Without KPIs and capacity. */
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
                List.of());
    }
}
