package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;

/** Documents that are in order, for tests to break, and what is said of them. */
final class Texts {

    /** A card with all that cards have. */
    static final String CARD =
            """
            kind: Scorecard
            id: card
            bands:
            - {status: green, from: 80, action: expand}
            - {status: yellow, from: 50}
            - {status: red, from: 0}
            hysteresis: {leaveRedAt: 53, leaveGreenBelow: 78, dwell: 24h}
            minCoverage: 0.3
            dimensions:
            - id: usage
              weight: 30
              measures:
              - id: features
                weight: 25
                value: distinct('features', 30)
                transform: {linear: {at0: 1, at100: 10}}
              - id: sessions
                weight: 75
                value: count('usage.session-started', 28)
                transform: {linear: {at0: 0, at100: 5}}
            """;

    /** A document of each kind. */
    static final String WHOLE =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 0}]
            minCoverage: 0
            dimensions: [{id: use, weight: 1, measures: [{id: a, weight: 1, value: activeUsers(30), transform: {linear: {at0: 0, at100: 5}}}]}]
            ---
            kind: Signals
            id: risk
            signals:
            - id: drop
              category: risk
              when: scoreDrop(30) > 20
              until: scoreDrop(30) <= 15
            - {id: both, category: risk, when: signal('drop') && score() < 50}
            ---
            kind: SegmentSet
            id: default
            segments:
            - {id: large, when: trait('arr') > 100000}
            - {id: small, when: trait('arr') <= 100000}
            ---
            kind: LifecycleSet
            id: default
            stages:
            - {id: renewal, daysToRenewal: {below: 90}}
            - {id: adoption, daysSinceStart: {from: 0, below: 180}}
            ---
            kind: Resolver
            id: default
            scorecards:
            - {scorecard: card, segments: [large], stages: [renewal]}
            - {scorecard: card}
            """;

    /** Alert rules and a play, with what they name. */
    static final String REACTIONS =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 0}]
            minCoverage: 0
            dimensions: [{id: use, weight: 1, measures: [{id: a, weight: 1, value: activeUsers(30), transform: {linear: {at0: 0, at100: 5}}}]}]
            ---
            kind: Signals
            id: all
            signals:
            - {id: drop, category: risk, when: scoreDrop(30) > 20}
            - {id: seats-used, category: expansion, when: activeUsers(30) > 5}
            - {id: promoted, category: expansion, when: score() > 5}
            ---
            kind: SegmentSet
            id: default
            segments:
            - {id: large, when: trait('arr') > 100000}
            - {id: small, when: trait('arr') <= 100000}
            ---
            kind: AlertRules
            id: risk
            description: What somebody must look at.
            respondWithin: {critical: 8h, high: 2d}
            rules:
            - id: red
              name: Health is red
              category: risk
              when: {status: [red, unknown]}
              severity: high
              severityBySegment: {large: critical}
            - {id: fell, category: risk, when: {signal: drop}, severity: medium}
            ---
            kind: Play
            id: grow
            name: Sell more
            category: expansion
            description: Where the customer is well and wants more.
            trigger: {status: green, signalCategory: expansion}
            tasks:
            - id: ask
              title: Ask what they need
              description: On the phone.
              role: csm
              dueInWorkingDays: 0
            - {id: offer, title: Make an offer, role: sales, dueInWorkingDays: 250}
            successCriteria:
            - Something was bought
            - They are glad of it
            """;

    private Texts() {}

    /** With a part replaced; {@code \\n} stands for a line end in either. */
    static String replaced(String text, String part, String instead) {
        String old = part.replace("\\n", "\n");
        if (!text.contains(old)) {
            return fail("there is no '%s' to replace".formatted(old));
        }
        return text.replace(old, instead.replace("\\n", "\n"));
    }

    static PolicyBundle bundle(String... files) {
        List<PolicyFile> named = new ArrayList<>();
        for (String text : files) {
            named.add(new PolicyFile("%c.yaml".formatted('a' + named.size()), text));
        }
        return switch (PolicyParser.parseAll(named)) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) -> bundle;
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    fail("no YAML: %s".formatted(problems));
        };
    }

    /** What the files say; the first is called {@code a.yaml}, the second {@code b.yaml}. */
    static PolicySet set(String... files) {
        return switch (PolicyReader.read(bundle(files), EventCatalogue.standard())) {
            case PolicyResult.Accepted<PolicySet>(var set) -> set;
            case PolicyResult.Refused<PolicySet>(var problems) ->
                    fail("refused: %s".formatted(problems));
        };
    }

    /** What is wrong with the files, as it is printed. */
    static List<String> problems(String... files) {
        return problems(bundle(files));
    }

    static List<String> problems(PolicyBundle bundle) {
        return switch (PolicyReader.read(bundle, EventCatalogue.standard())) {
            case PolicyResult.Accepted<PolicySet> _ -> List.of();
            case PolicyResult.Refused<PolicySet>(var problems) ->
                    problems.stream().map(PolicyProblem::toString).toList();
        };
    }
}
