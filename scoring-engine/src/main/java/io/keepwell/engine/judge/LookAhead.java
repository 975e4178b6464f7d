package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Contract;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.Outlook;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.Sources;
import io.keepwell.engine.metrics.Standing;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.engine.risk.Risk;
import io.keepwell.engine.risk.RiskPart;
import io.keepwell.engine.risk.RiskReading;
import io.keepwell.engine.score.Adjustment;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Reading;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.risk.RiskScore;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.signal.Signal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the first midnight that may give an account another verdict though nothing happens. Each
 * thing that a verdict is made of is asked on the first of the days and then only on those on which
 * its own answers may be others. As soon as anything is otherwise, that day is it; so nothing that
 * follows from it has to be thought through.
 */
final class LookAhead {

    private final PolicySet policies;
    private final Sources sources;
    private final AccountFacts facts;
    private final Verdict verdict;
    private final Reporting reporting;
    private final Scorecard card;
    private final int since;
    private final int last;
    private final Outlook outlook;
    private final List<Watched> watched = new ArrayList<>();

    LookAhead(
            PolicySet policies,
            Sources sources,
            AccountFacts facts,
            Verdict verdict,
            Reporting reporting,
            int most) {
        this.policies = policies;
        this.sources = sources;
        this.facts = facts;
        this.verdict = verdict;
        this.reporting = reporting;
        this.card =
                Objects.requireNonNull(policies.scorecards().get(verdict.scorecard().id())).value();
        this.since = Days.of(verdict.asOf());
        this.last = since + most;
        this.outlook = new Outlook(most);
    }

    /** Whether something that a verdict is made of is on a day as it was. */
    @FunctionalInterface
    private interface Sameness {
        boolean holds(int day, FactsMetrics metrics);
    }

    /** Something that a verdict is made of, and when it is to be looked at next. */
    private static final class Watched {
        private final Sameness sameness;
        private long next;

        Watched(int first, Sameness sameness) {
            this.next = first;
            this.sameness = sameness;
        }
    }

    int firstDay() {
        // A deadline comes in the middle of a day, what is carried ages with every one, and every
        // night may have other peers.
        if (verdict.dueAt() > 0
                || !card.peerMetrics().isEmpty()
                || verdict.score().measures().stream().anyMatch(MeasureScore::carried)
                || !facts.missingContract().isEmpty()) {
            return since + 1;
        }
        watch();
        long day = since + 1L;
        while (day < last) {
            FactsMetrics metrics = metrics((int) day).watched(outlook);
            long nearest = last;
            for (Watched it : watched) {
                if (it.next <= day) {
                    boolean isSame = it.sameness.holds((int) day, metrics);
                    if (!isSame || metrics.isMissingRows()) {
                        return (int) day;
                    }
                    int in = outlook.take();
                    it.next = in == Outlook.NEVER ? Long.MAX_VALUE : day + in;
                }
                nearest = Math.min(nearest, it.next);
            }
            day = nearest;
        }
        return last;
    }

    private void watch() {
        // What is most likely to be another one comes first.
        List<MeasureScore> scores = verdict.score().measures();
        int at = 0;
        for (Dimension dimension : card.dimensions()) {
            for (Measure measure : dimension.measures()) {
                MeasureScore before = scores.get(at++);
                watch((day, metrics) -> isSame(measure, before, day, metrics));
            }
        }
        watchCohort();
        watchOverride();
        Contract contract = facts.contract();
        boolean isGone = contract.isGoneOn(since);
        watch((day, metrics) -> {
            metrics.changesIn(1);
            return contract.isGoneOn(day) == isGone;
        });
        watchLimits();
        watchRisk();
        watchSignals();
    }

    private void watchRisk() {
        Applied<RiskScore> by = policies.risk();
        Risk risk = verdict.risk();
        if (by == null || risk == null) {
            return;
        }
        List<RiskPart> before = risk.parts();
        int at = 0;
        for (RiskScore.Part part : by.value().parts()) {
            RiskPart its = before.get(at++);
            watch((day, metrics) -> RiskReading.isSame(part, its, since, metrics, day));
        }
    }

    private void watchLimits() {
        if (verdict.score().exact() == null) {
            // There is nothing to limit.
            return;
        }
        Set<String> holding =
                verdict.score().adjustments().stream()
                        .flatMap(it ->
                                it instanceof Adjustment.Limited limited
                                        ? Stream.of(limited.limit())
                                        : Stream.empty())
                        .collect(Collectors.toSet());
        for (Limit limit : card.limits()) {
            boolean holds = holding.contains(limit.id());
            watch((_, metrics) -> isTrue(limit.when(), metrics) == holds);
        }
    }

    private void watch(Sameness sameness) {
        watched.add(new Watched(since + 1, sameness));
    }

    private void watchCohort() {
        var traits = new Traits(facts);
        boolean hasDates =
                traits.date("contractStartedOn").isPresent()
                        || traits.date("renewalDate").isPresent();
        boolean ages = hasDates && !policies.lifecycle().stages().isEmpty();
        var before = new Cohort(verdict.segment(), verdict.stage());
        watch((day, metrics) -> {
            if (ages) {
                metrics.changesIn(1);
            }
            return Cohort.of(policies, traits, metrics, day).equals(before);
        });
    }

    private void watchOverride() {
        var overrides = new Overrides(facts);
        var before = verdict.score().override();
        watch((day, metrics) -> {
            var now = overrides.on(day, card.overrideDaysMax());
            if (now.isPresent()) {
                metrics.changesIn(1);
            }
            return now.equals(before);
        });
    }

    private void watchSignals() {
        // Each knows of those before it, as when it was heard.
        var held = new TreeSet<String>();
        for (Applied<Signal> signal : policies.signals()) {
            Raised raised = verdict.signals().get(signal.value().id());
            Standing standing = standing(held);
            watch((_, metrics) ->
                    new SignalHearing(verdict, null, metrics.knowing(standing))
                                    .hear(signal, raised)
                                    .isPresent()
                            == (raised != null));
            if (raised != null) {
                held.add(signal.value().id());
            }
        }
    }

    private Standing standing(Set<String> held) {
        return new Standing(
                verdict.segment(),
                verdict.stage(),
                verdict.status(),
                verdict.score().exact(),
                Judge.comparable(verdict.score(), verdict.status(), card),
                verdict.trail(),
                Judge.risk(verdict),
                held);
    }

    private FactsMetrics metrics(int day) {
        return new FactsMetrics(facts, sources, reporting, day);
    }

    /**
     * Whether the verdict goes on as {@link Rested} makes it go on: all is as it was, but for a
     * number by which nothing changes.
     */
    private boolean isSame(Measure measure, MeasureScore before, int day, FactsMetrics metrics) {
        Reading now = new Readings(metrics, null, null, day).read(measure);
        boolean isLive = before.asOf() == since;
        if (now.carried()
                || now.staleDays() != before.staleDays()
                || now.asOf() != (isLive ? day : before.asOf())
                || !Objects.equals(now.missing(), before.missing())) {
            return false;
        }
        BigDecimal value = now.value();
        BigDecimal then = before.value();
        BigDecimal score = before.score();
        if (value == null || then == null || score == null) {
            // Then nothing is known of it now as then.
            return value == null && then == null;
        }
        return value.compareTo(then) == 0
                || (isLive
                        && now.staleDays() == 0
                        && Rested.mayGoOn(measure.value())
                        && measure.transform().score(value).compareTo(score) == 0);
    }

    private static boolean isTrue(Expression expression, FactsMetrics metrics) {
        return expression.evaluate(metrics) instanceof Answer.Truth(boolean holds) && holds;
    }
}
