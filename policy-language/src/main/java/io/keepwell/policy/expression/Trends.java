package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The functions that hold a window against days before it: {@code previous}, {@code change} and
 * {@code deviation}.
 *
 * <p>What compares, compares whole days: its windows end with yesterday. A day that has just begun
 * would make an account that is steady look as if it fell, the more so the earlier it is.
 */
final class Trends {

    private static final String DEVIATION = "deviation";
    private static final String BASELINED = "change(count('usage.session-started', 28), 84)";

    private final Checker checker;
    private final Findings findings;
    private final ArgumentReader arguments;
    private final Reads.Gathering reads;
    private final Sites sites;

    Trends(
            Checker checker,
            Findings findings,
            ArgumentReader arguments,
            Reads.Gathering reads,
            Sites sites) {
        this.checker = checker;
        this.findings = findings;
        this.arguments = arguments;
        this.reads = reads;
        this.sites = sites;
    }

    /** Where a number is asked for. */
    @FunctionalInterface
    interface Sites {
        Typed number(String label, Ask ask);
    }

    Typed check(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        boolean isOfTwo = call.args().size() == 2 && isWindowed(call.args().getFirst());
        return call.function().equals(DEVIATION) || (call.function().equals("change") && isOfTwo)
                ? againstBaseline(expr)
                : againstTheOneBefore(expr);
    }

    /** {@code previous(…)} and {@code change(…)} of one call with a window. */
    private Typed againstTheOneBefore(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        Optional<Function> windowed =
                call.args().size() == 1 ? windowed(call.args().getFirst()) : Optional.empty();
        if (windowed.isEmpty()) {
            return checker.wrong(
                    expr,
                    "%s takes exactly one call of count, sum, mean, distinct, meanDaily, activeUsers or stickiness"
                            .formatted(call.function()),
                    "Write %s.".formatted(Names.sample(call.function())));
        }
        Function function = windowed.get();
        Optional<Arguments> read = arguments.read(call.args().getFirst(), function);
        if (read.isEmpty()) {
            return checker.wrong();
        }
        Arguments now = read.get();
        String label = "%s(%s)".formatted(call.function(), function.call(now));
        if (arguments.isTooFar(expr, function, now.previous(), label)) {
            return checker.wrong();
        }
        if (!call.function().equals("change")) {
            Arguments before = now.previous();
            reads.add(function, before);
            return sites.number(label, metrics -> function.ask(metrics, before));
        }
        Arguments window = wholeDays(function, now);
        Arguments before = window.previous();
        reads.add(function, before);
        return sites.number(label, metrics -> function.change(metrics, window, before));
    }

    /** The longest windows of all have no day to spare for one that is not over. */
    private static Arguments wholeDays(Function function, Arguments now) {
        Arguments whole = now.untilYesterday();
        return whole.previous().reach() <= function.daysKept() ? whole : now;
    }

    /** {@code change(…, days)} and {@code deviation(…, days)}. */
    private Typed againstBaseline(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        boolean isDeviation = call.function().equals(DEVIATION);
        Optional<Function> windowed =
                call.args().size() == 2
                        ? windowed(call.args().getFirst())
                                .filter(it ->
                                        isDeviation
                                                ? it == Function.COUNT
                                                : it.isComparableAcrossLengths())
                        : Optional.empty();
        if (windowed.isEmpty()) {
            return checker.wrong(
                    expr,
                    isDeviation
                            ? "deviation takes a call of count, and how many days before it to"
                                    + " compare with"
                            : "change takes a call of count, sum, mean or meanDaily where it is to"
                                    + " compare with more days",
                    "Write %s.".formatted(isDeviation ? Names.sample(DEVIATION) : BASELINED));
        }
        Function function = windowed.get();
        Optional<Arguments> read = arguments.read(call.args().getFirst(), function);
        OptionalInt days = days(call.function(), call.args().getLast());
        if (read.isEmpty() || days.isEmpty()) {
            return checker.wrong();
        }
        Arguments window = read.get().untilYesterday();
        Arguments before = window.before(days.getAsInt());
        String label =
                "%s(%s, %d)".formatted(call.function(), function.call(window), days.getAsInt());
        if (before.reach() > function.daysKept()) {
            return tooFar(expr, function, before, label);
        }
        reads.add(function, before);
        return sites.number(
                label,
                isDeviation
                        ? metrics -> function.deviation(metrics, window, before)
                        : metrics -> function.change(metrics, window, before));
    }

    private OptionalInt days(String name, CelExpr argument) {
        OptionalDouble number = Nodes.literalNumber(argument);
        double days = number.orElse(0);
        if (days >= 1 && days <= ExpressionLimits.DAYS_MAX && days == Math.rint(days)) {
            return OptionalInt.of((int) days);
        }
        findings.add(
                argument,
                "the days that %s compares with are not a whole number from 1 to %d, written out"
                        .formatted(name, ExpressionLimits.DAYS_MAX),
                "Write %s.".formatted(name.equals(DEVIATION) ? Names.sample(name) : BASELINED));
        return OptionalInt.empty();
    }

    private Typed tooFar(CelExpr expr, Function function, Arguments before, String label) {
        int most = function.daysKept() - before.back();
        return checker.wrong(
                expr,
                "%s reaches %d days back, today included, but %s for %d days"
                        .formatted(
                                label,
                                before.reach(),
                                function.daysKept() == Function.ACTIVITY_DAYS
                                        ? "it is known who was active"
                                        : "events are counted",
                                function.daysKept()),
                most < 1
                        ? "Take a shorter window."
                        : "Compare with %d days or fewer.".formatted(most));
    }

    private static boolean isWindowed(CelExpr expr) {
        return windowed(expr).isPresent();
    }

    private static Optional<Function> windowed(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().target().isEmpty()
                ? Function.named(expr.call().function())
                        .filter(function -> function.takes().isWindow())
                : Optional.empty();
    }
}
