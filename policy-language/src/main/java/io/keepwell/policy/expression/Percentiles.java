package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * {@code percentile(…)}: where an account stands among its peers. What stands within is an
 * expression of its own, which is evaluated as of yesterday, like trends: of two accounts the one
 * would otherwise look better whose day is longer already.
 */
final class Percentiles {

    static final String SAMPLE = "percentile(count('usage.session-started', 28))";

    private final Checker checker;
    private final Findings findings;
    private final Reads.Gathering reads;
    private final Trends.Sites sites;
    private final boolean isWithinOne;
    private final Map<String, Expression> asked = new TreeMap<>();

    Percentiles(
            Checker checker,
            Findings findings,
            Reads.Gathering reads,
            Trends.Sites sites,
            boolean isWithinOne) {
        this.checker = checker;
        this.findings = findings;
        this.reads = reads;
        this.sites = sites;
        this.isWithinOne = isWithinOne;
    }

    /** The numbers that are asked for, by what they are called. */
    Map<String, Expression> asked() {
        return Map.copyOf(asked);
    }

    Typed check(CelExpr expr) {
        if (isWithinOne) {
            return checker.wrong(
                    expr,
                    "percentile stands within percentile",
                    "Take the inner one out: a place among peers has no peers of its own.");
        }
        if (expr.call().args().size() != 1) {
            return checker.wrong(
                    expr, "percentile takes one number", "Write %s.".formatted(SAMPLE));
        }
        CelExpr argument = expr.call().args().getFirst();
        Checker within = checker.withinPercentile();
        Typed number = within.walk(argument);
        if (number.isWrong()) {
            return checker.wrong();
        }
        if (number.kind() != Kind.NUMBER) {
            return checker.wrong(
                    expr,
                    "percentile takes a number, and this is %s".formatted(number.kind().words()),
                    "Write %s.".formatted(SAMPLE));
        }
        Reads its = within.reads();
        if (its.verdict() || !its.signals().isEmpty()) {
            return checker.wrong(
                    expr,
                    "percentile cannot hold score, status, segment, stage or a signal against"
                            + " peers: they come of the verdict",
                    "Ask for events and traits: %s.".formatted(SAMPLE));
        }
        if (its.types().isEmpty() && its.sets().isEmpty() && its.traits().isEmpty()) {
            return checker.wrong(
                    expr,
                    "percentile asks nothing of the account, so that all peers are the same",
                    "Write %s.".formatted(SAMPLE));
        }
        if (isTooFar(its.types(), Function.SERIES_DAYS)
                || isTooFar(its.sets(), Function.ACTIVITY_DAYS)) {
            return checker.wrong(
                    expr,
                    "percentile compares whole days, so its windows end with yesterday, and one"
                            + " begins a day before what is kept",
                    "Take a window that is a day shorter.");
        }
        return asking(findings.textWithin(expr), within, number);
    }

    private Typed asking(String metric, Checker within, Typed number) {
        Expression value =
                new Ready(
                        metric,
                        within.reads(),
                        Machine.part(number.expr(), within.sites()),
                        Map.of());
        reads.addAsOfYesterday(within.reads());
        asked.put(metric, value);
        return sites.number(
                "percentile(%s)".formatted(metric),
                metrics -> {
                    OptionalDouble percentile = metrics.percentile(metric, value);
                    return percentile.isPresent() ? (Object) percentile.getAsDouble() : null;
                });
    }

    private static boolean isTooFar(Map<String, Integer> windows, int daysKept) {
        return windows.values().stream().anyMatch(days -> days >= daysKept);
    }
}
