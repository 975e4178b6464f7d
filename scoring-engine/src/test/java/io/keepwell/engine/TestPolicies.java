package io.keepwell.engine;

import io.keepwell.engine.judge.Judge;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.account.DayRange;
import io.keepwell.policy.account.LifecycleSet;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.Segment;
import io.keepwell.policy.account.SegmentSet;
import io.keepwell.policy.account.Stage;
import io.keepwell.policy.expression.Compiled;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Expressions;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.policy.risk.RiskScore;
import io.keepwell.policy.scorecard.Band;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Hysteresis;
import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Staleness;
import io.keepwell.policy.scorecard.Transform;
import io.keepwell.policy.scorecard.Unit;
import io.keepwell.policy.signal.Signal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies for tests, built by hand. */
public final class TestPolicies {

    public static final Duration DWELL = Duration.ofHours(24);

    /** As the shipped cards have it. */
    public static final Hysteresis HYSTERESIS =
            new Hysteresis(new BigDecimal("53"), new BigDecimal("78"), DWELL);

    public static final List<Band> BANDS =
            List.of(
                    new Band(Status.GREEN, new BigDecimal("80"), "expand"),
                    new Band(Status.YELLOW, new BigDecimal("50"), "nurture"),
                    new Band(Status.RED, BigDecimal.ZERO, "save"));

    private static final Expressions EXPRESSIONS = new Expressions(EventCatalogue.standard());

    private TestPolicies() {}

    public static Expression number(String source) {
        return accepted(EXPRESSIONS.number(source));
    }

    public static Expression condition(String source) {
        return accepted(EXPRESSIONS.condition(source));
    }

    private static Expression accepted(Compiled compiled) {
        return switch (compiled) {
            case Compiled.Accepted(Expression expression) -> expression;
            case Compiled.Refused(var problems) ->
                    throw new IllegalArgumentException("" + problems);
        };
    }

    public static Measure measure(String id, String weight, Expression value) {
        return measure(id, weight, value, "0", "100", MissingPolicy.SPREAD);
    }

    public static Measure measure(
            String id,
            String weight,
            Expression value,
            String at0,
            String at100,
            MissingPolicy missing) {
        return new Measure(
                id,
                "The " + id,
                Unit.NUMBER,
                new BigDecimal(weight),
                value,
                new Transform.Linear(new BigDecimal(at0), new BigDecimal(at100)),
                missing,
                0,
                null);
    }

    /** The same, with a memory. */
    public static Measure remembering(
            Measure measure, int carryDays, @Nullable Staleness staleness) {
        return new Measure(
                measure.id(),
                measure.name(),
                measure.unit(),
                measure.weight(),
                measure.value(),
                measure.transform(),
                measure.missing(),
                carryDays,
                staleness);
    }

    /** The same, with caps and floors. */
    public static Scorecard limited(Scorecard card, Limit... limits) {
        return new Scorecard(
                card.id(),
                card.name(),
                card.dimensions(),
                card.bands(),
                card.bandOn(),
                card.hysteresis(),
                card.minCoverage(),
                card.edges(),
                List.of(limits),
                card.overrideDaysMax());
    }

    /** Nobody may override what it says. */
    public static Scorecard withoutOverrides(Dimension... dimensions) {
        return new Scorecard(
                "strict",
                "Strict",
                List.of(dimensions),
                BANDS,
                Scorecard.BandOn.SHOWN,
                null,
                new BigDecimal("0.3"),
                Scorecard.Edges.LOWER_INCLUSIVE,
                List.of(),
                0);
    }

    public static Limit limit(String id, Limit.Side side, String score, String when) {
        return new Limit(id, "The " + id, side, new BigDecimal(score), condition(when));
    }

    public static Dimension dimension(String id, String weight, Measure... measures) {
        return new Dimension(id, "The " + id, new BigDecimal(weight), List.of(measures));
    }

    public static Scorecard card(
            String id,
            Scorecard.BandOn bandOn,
            @Nullable Hysteresis hysteresis,
            String minCoverage,
            Dimension... dimensions) {
        return new Scorecard(
                id,
                "The " + id,
                List.of(dimensions),
                BANDS,
                bandOn,
                hysteresis,
                new BigDecimal(minCoverage),
                Scorecard.Edges.LOWER_INCLUSIVE,
                List.of(),
                Scorecard.OVERRIDE_DAYS_MAX);
    }

    public static Signal signal(String id, String when, @Nullable String until) {
        return new Signal(
                id,
                "The " + id,
                SignalCategory.RISK,
                condition(when),
                until == null ? null : condition(until));
    }

    /** One card for everybody. */
    public static PolicySet policies(String version, Scorecard card, Signal... signals) {
        return policies(
                version,
                List.of(card),
                new Resolver(List.of(new Resolver.Choice(card.id(), Set.of(), Set.of()))),
                SegmentSet.NONE,
                LifecycleSet.NONE,
                signals);
    }

    public static PolicySet policies(
            String version,
            List<Scorecard> cards,
            Resolver resolver,
            SegmentSet segments,
            LifecycleSet lifecycle,
            Signal... signals) {
        var byId = new HashMap<String, Applied<Scorecard>>();
        cards.forEach(card ->
                byId.put(
                        card.id(), new Applied<>(card, new PolicyRef(card.id(), "of " + version))));
        return new PolicySet(
                version,
                byId,
                Arrays.stream(signals)
                        .map(it -> new Applied<>(it, new PolicyRef(it.id(), "of " + version)))
                        .toList(),
                resolver,
                segments,
                lifecycle,
                List.of(),
                List.of());
    }

    /** By the policies that are shipped. */
    public static Judge shipped() {
        return judge(shipped("default"));
    }

    /** A bundle that is shipped, by its folder. */
    public static PolicySet shipped(String bundle) {
        return switch (PolicyFiles.read(Path.of("../policies").resolve(bundle))) {
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new IllegalStateException("" + problems);
            case PolicyResult.Accepted<PolicyBundle>(PolicyBundle read) ->
                    switch (PolicyReader.read(read, EventCatalogue.standard())) {
                        case PolicyResult.Refused<PolicySet>(var problems) ->
                                throw new IllegalStateException("" + problems);
                        case PolicyResult.Accepted<PolicySet>(PolicySet set) -> set;
                    };
        };
    }

    /** By a card of one dimension, on which whatever is known is enough. */
    public static Judge judging(Measure... measures) {
        return judge(
                policies(
                        "p1",
                        card(
                                "card",
                                Scorecard.BandOn.SHOWN,
                                null,
                                "0",
                                dimension("all", "1", measures))));
    }

    public static Judge judge(PolicySet policies) {
        return new Judge(policies, EventCatalogue.standard());
    }

    /** A score that is what the trait {@code health} says, and a signal of requirement A1. */
    public static PolicySet told(String version, Signal... others) {
        Signal drop = signal("score-drop", "scoreDrop(30) > 20", "scoreDrop(30) <= 15");
        Signal[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = drop;
        return policies(
                version,
                card(
                        "told",
                        Scorecard.BandOn.SHOWN,
                        HYSTERESIS,
                        "0.3",
                        dimension(
                                "all", "1", measure("told", "1", number("numberTrait('health')")))),
                all);
    }

    /** Something of everything that the shipped policies ask, and more. */
    public static PolicySet rich(String version) {
        return policies(
                        version,
                        List.of(fiveWays("five-ways"), twoWays("two-ways")),
                        new Resolver(
                                List.of(
                                        new Resolver.Choice("two-ways", Set.of("smb"), Set.of()),
                                        new Resolver.Choice(
                                                "two-ways", Set.of(), Set.of("renewal")),
                                        new Resolver.Choice("five-ways", Set.of(), Set.of()))),
                        new SegmentSet(
                                List.of(
                                        segment("enterprise", "trait('arr') > 100000"),
                                        segment("mid-market", "trait('arr') >= 25000"),
                                        segment("smb", "trait('arr') < 25000"))),
                        new LifecycleSet(
                                List.of(
                                        new Stage(
                                                "renewal", "Renewal", null, new DayRange(null, 90)),
                                        new Stage(
                                                "onboarding",
                                                "Onboarding",
                                                new DayRange(0, 90),
                                                null),
                                        new Stage(
                                                "adoption",
                                                "Adoption",
                                                new DayRange(90, null),
                                                null))),
                        signals())
                .withRisk(new Applied<>(risk(), new PolicyRef("churn-risk", "of " + version)));
    }

    private static RiskScore risk() {
        return new RiskScore(
                "churn-risk",
                "Risk of churn",
                new BigDecimal("0.4"),
                List.of(
                        sign("quiet", "30", "count('usage.session-started', 7) < 3"),
                        sign(
                                "trend",
                                "40",
                                "change(count('usage.session-started', 7))",
                                "-0.1",
                                "-0.6"),
                        sign("escalated", "25", "count('support.ticket-escalated', 5)", "0", "3"),
                        sign("sponsor", "30", "daysSince('relationship.sponsor-left') <= 9"),
                        sign("renewal", "20", "daysUntil('renewalDate') <= 20"),
                        sign("nps", "10.5", "latest('engagement.nps-submitted')", "9", "2")));
    }

    /** A sign that gives all of its points or none. */
    public static RiskScore.Part sign(String id, String points, String when) {
        return new RiskScore.Part(id, "The " + id, new BigDecimal(points), condition(when), null);
    }

    /** A sign that gives as much as a number says. */
    public static RiskScore.Part sign(
            String id, String points, String value, String at0, String at100) {
        return new RiskScore.Part(
                id,
                "The " + id,
                new BigDecimal(points),
                number(value),
                new Transform.Linear(new BigDecimal(at0), new BigDecimal(at100)));
    }

    private static Segment segment(String id, String when) {
        return new Segment(id, id, condition(when));
    }

    private static Scorecard fiveWays(String id) {
        return limited(
                unlimited(id),
                limit(
                        "no-sponsor",
                        Limit.Side.CAP,
                        "55",
                        "count('relationship.sponsor-left', 9) > 0"),
                limit(
                        "met",
                        Limit.Side.FLOOR,
                        "40",
                        "daysSince('relationship.sponsor-met') < 3 && activeUsers(5) > 1"));
    }

    private static Scorecard unlimited(String id) {
        return card(
                id,
                Scorecard.BandOn.SHOWN,
                HYSTERESIS,
                "0.3",
                dimension(
                        "usage",
                        "30",
                        linear("stickiness", "25", "stickiness(14)", "0.05", "0.6"),
                        linear("features", "25", "distinct('features', 14)", "0", "5"),
                        linear(
                                "trend",
                                "25",
                                "change(count('usage.session-started', 7))",
                                "-0.5",
                                "0.1"),
                        linear(
                                "seats",
                                "25",
                                "ratio(activeUsers(14), trait('seats'))",
                                "0.1",
                                "0.9")),
                dimension(
                        "support",
                        "20",
                        linear(
                                "escalations",
                                "30",
                                "count('support.ticket-escalated', 5)",
                                "3",
                                "0"),
                        remembering(
                                linear(
                                        "satisfaction",
                                        "30",
                                        "mean('support.csat-submitted', 10)",
                                        "20",
                                        "90"),
                                7,
                                null),
                        linear(
                                "users-before",
                                "10",
                                "orElse(previous(activeUsers(5)), 2)",
                                "0",
                                "8")),
                dimension(
                        "relationship",
                        "10",
                        remembering(
                                linear(
                                        "nps",
                                        "30",
                                        "latest('engagement.nps-submitted')",
                                        "0",
                                        "10"),
                                3,
                                new Staleness.Dropped(6)),
                        remembering(
                                measure(
                                        "sponsor",
                                        "30",
                                        number("daysSince('relationship.sponsor-met')"),
                                        "12",
                                        "0",
                                        MissingPolicy.NEUTRAL),
                                0,
                                new Staleness.Decayed(2, 5, new BigDecimal("50"))),
                        measure(
                                "hours",
                                "10",
                                number("sum('support.ticket-resolved', 10)"),
                                "100",
                                "0",
                                MissingPolicy.ZERO)));
    }

    private static Scorecard twoWays(String id) {
        return card(
                id,
                Scorecard.BandOn.EXACT,
                null,
                "0.6",
                dimension(
                        "usage",
                        "3",
                        linear("sessions", "1", "count('usage.session-started', 7)", "0", "15")),
                dimension(
                        "support",
                        "2",
                        linear(
                                "escalations",
                                "1",
                                "count('support.ticket-escalated', 5)",
                                "3",
                                "0")));
    }

    private static Measure linear(
            String id, String weight, String source, String at0, String at100) {
        return measure(id, weight, number(source), at0, at100, MissingPolicy.SPREAD);
    }

    private static Signal[] signals() {
        return new Signal[] {
            signal("score-drop", "scoreDrop(30) > 20", "scoreDrop(30) <= 15"),
            signal(
                    "escalations-rising",
                    "count('support.ticket-escalated', 5) >= 2"
                            + " && change(count('support.ticket-escalated', 5)) > 0",
                    null),
            signal(
                    "sponsor-left",
                    "daysSince('relationship.sponsor-left') <= 9 &&"
                            + " !happenedAfter('relationship.sponsor-met',"
                            + " 'relationship.sponsor-left')",
                    null),
            signal(
                    "seats-near-limit",
                    "ratio(activeUsers(14), trait('seats')) >= 0.6",
                    "ratio(activeUsers(14), trait('seats')) < 0.4"),
            signal("red", "status() == 'red'", null),
            signal("endangered", "risk() > 50", "risk() <= 40"),
            signal("early", "stage() == 'onboarding' && segment() != 'smb'", null),
            signal("renewal-near", "daysUntil('renewalDate') <= 30", null),
            signal("both", "signal('red') && signal('score-drop')", null)
        };
    }
}
