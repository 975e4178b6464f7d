package io.keepwell.scoring.simulation;

import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.scorecard.Hysteresis;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.scoring.TestPolicies;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The company whose customers are simulated: by what it judges, and who reports to it. */
final class Company {

    /**
     * Other partitions have told of every kind for ever, and go on to: what one owner knows of
     * another's partition depends on when it asks, and so would a verdict.
     */
    static final Reporting REPORTING =
            new Reporting(
                    Map.of(
                            "account", new Reporting.Span(0, 40_000),
                            "engagement", new Reporting.Span(0, 40_000),
                            "support", new Reporting.Span(0, 40_000),
                            "usage", new Reporting.Span(0, 40_000)),
                    Silence.NONE);

    private static final PolicySet POLICIES = policies();

    private Company() {}

    /** Judges by a card that holds a status for a while, so that there are deadlines. */
    static Judge judge() {
        return new Judge(POLICIES, EventCatalogue.standard());
    }

    static boolean isDue(Tables.State state, long now) {
        Verdict verdict = state.verdict();
        return verdict != null && verdict.dueAt() != 0 && verdict.dueAt() <= now;
    }

    static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static PolicySet policies() {
        PolicySet before = TestPolicies.judge().policies();
        Scorecard card = TestPolicies.card();
        var held =
                new Scorecard(
                        card.id(),
                        card.name(),
                        card.dimensions(),
                        card.bands(),
                        card.bandOn(),
                        new Hysteresis(
                                new BigDecimal("52"), new BigDecimal("78"), Duration.ofHours(3)),
                        card.minCoverage(),
                        card.edges(),
                        card.limits(),
                        card.overrideDaysMax());
        return new PolicySet(
                before.version(),
                Map.of(card.id(), new Applied<>(held, TestPolicies.CARD)),
                before.signals(),
                before.resolver(),
                before.segments(),
                before.lifecycle(),
                before.alertRules(),
                before.plays());
    }
}
