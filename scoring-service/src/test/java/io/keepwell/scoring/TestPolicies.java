package io.keepwell.scoring;

import io.keepwell.engine.judge.Judge;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.account.LifecycleSet;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.SegmentSet;
import io.keepwell.policy.expression.Compiled;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Expressions;
import io.keepwell.policy.scorecard.Band;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.DimensionBand;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Transform;
import io.keepwell.policy.scorecard.Unit;
import io.keepwell.policy.signal.Signal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small policy set, written by hand. */
public final class TestPolicies {

    /** The bundle's version. */
    public static final String VERSION = "bundle-1";

    /** The card's id and version. */
    public static final PolicyRef CARD = new PolicyRef("test-card", "card-1");

    private static final Expressions EXPRESSIONS = new Expressions(EventCatalogue.standard());

    private TestPolicies() {}

    /** Judges by them. */
    public static Judge judge() {
        return judge(VERSION);
    }

    /** Judges by the same, as another version. */
    public static Judge judge(String version) {
        return new Judge(set(version), EventCatalogue.standard());
    }

    /** The only card. */
    public static Scorecard card() {
        return new Scorecard(
                CARD.id(),
                "Test card",
                List.of(
                        new Dimension(
                                "usage",
                                "Usage",
                                number("60"),
                                List.of(
                                        measure(
                                                "sessions",
                                                "Sessions, 30 days",
                                                "2",
                                                "count('usage.session-started', 30)",
                                                "0",
                                                "9"),
                                        measure(
                                                "active",
                                                "Active users, 30 days",
                                                "1",
                                                "activeUsers(30)",
                                                "0",
                                                "7")),
                                List.of(
                                        new DimensionBand(number("63.492063"), "Regular use"),
                                        new DimensionBand(number("0"), "Low use"))),
                        new Dimension(
                                "support",
                                "Support",
                                number("40"),
                                List.of(
                                        measure(
                                                "escalations",
                                                "Escalations, 30 days",
                                                "1",
                                                "count('support.ticket-escalated', 30)",
                                                "3",
                                                "0"),
                                        measure(
                                                "nps",
                                                "Latest NPS",
                                                "1",
                                                "latest('engagement.nps-submitted')",
                                                "0",
                                                "10")))),
                List.of(
                        new Band(Status.GREEN, number("80"), null),
                        new Band(Status.YELLOW, number("50"), null),
                        new Band(Status.RED, number("0"), "save")),
                Scorecard.BandOn.SHOWN,
                null,
                number("0.3"),
                Scorecard.Edges.LOWER_INCLUSIVE,
                List.of(),
                Scorecard.OVERRIDE_DAYS_MAX);
    }

    /** A card that holds the sessions of seven days against peers. */
    public static PolicySet amongPeers(String version) {
        var card =
                new Scorecard(
                        CARD.id(),
                        "Peers",
                        List.of(
                                new Dimension(
                                        "usage",
                                        "Usage",
                                        number("1"),
                                        List.of(
                                                measure(
                                                        "rank",
                                                        "Sessions a week, among peers",
                                                        "1",
                                                        "percentile(count('usage.session-started',"
                                                                + " 7))",
                                                        "0",
                                                        "100")))),
                        card().bands(),
                        Scorecard.BandOn.SHOWN,
                        null,
                        number("0"),
                        Scorecard.Edges.LOWER_INCLUSIVE,
                        List.of(),
                        Scorecard.OVERRIDE_DAYS_MAX);
        return new PolicySet(
                version,
                Map.of(CARD.id(), new Applied<>(card, CARD)),
                List.of(),
                new Resolver(List.of(new Resolver.Choice(CARD.id(), Set.of(), Set.of()))),
                SegmentSet.NONE,
                LifecycleSet.NONE,
                List.of(),
                List.of());
    }

    private static PolicySet set(String version) {
        return new PolicySet(
                version,
                Map.of(CARD.id(), new Applied<>(card(), CARD)),
                List.of(
                        new Applied<>(
                                new Signal(
                                        "escalated",
                                        "Escalated",
                                        SignalCategory.RISK,
                                        compiled(
                                                EXPRESSIONS.condition(
                                                        "count('support.ticket-escalated', 30) >="
                                                                + " 2")),
                                        null),
                                new PolicyRef("escalated", "signals-1"))),
                new Resolver(List.of(new Resolver.Choice(CARD.id(), Set.of(), Set.of()))),
                SegmentSet.NONE,
                LifecycleSet.NONE,
                List.of(),
                List.of());
    }

    private static Measure measure(
            String id, String name, String weight, String value, String at0, String at100) {
        return new Measure(
                id,
                name,
                Unit.NUMBER,
                number(weight),
                compiled(EXPRESSIONS.number(value)),
                new Transform.Linear(number(at0), number(at100)),
                MissingPolicy.SPREAD,
                0,
                null);
    }

    private static Expression compiled(Compiled compiled) {
        return switch (compiled) {
            case Compiled.Accepted(Expression expression) -> expression;
            case Compiled.Refused(var problems) -> throw new AssertionError(problems);
        };
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
