package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import io.keepwell.model.EventType;
import io.keepwell.policy.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads what functions over an account's state are called with: literals only. */
final class ArgumentReader {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Findings findings;

    ArgumentReader(Findings findings) {
        this.findings = findings;
    }

    /** Empty when something is wrong, which has then been said. */
    Optional<Arguments> read(CelExpr expr, Function function) {
        List<CelExpr> args = expr.call().args();
        if (args.size() != function.takes().count()) {
            return usage(expr, function);
        }
        return switch (function.takes()) {
            case NOTHING -> Optional.of(Arguments.NONE);
            case DAYS -> optional(days(expr, function, 0)).map(days -> Arguments.window("", days));
            case USERS_WINDOW ->
                    optional(days(expr, function, 0))
                            .map(days -> Arguments.window(Function.USERS, days));
            case TYPE -> type(expr, function, 0).map(Arguments::named);
            case TYPE_WINDOW -> window(expr, function, type(expr, function, 0));
            case SET_WINDOW -> window(expr, function, id(expr, function, "activity set"));
            case TWO_TYPES -> {
                Optional<String> one = type(expr, function, 0);
                Optional<String> other = type(expr, function, 1);
                yield one.flatMap(type -> other.map(second -> new Arguments(type, second, 0, 0)));
            }
            case TRAIT -> trait(expr, function).map(Arguments::named);
            case SIGNAL -> id(expr, function, "signal").map(Arguments::named);
        };
    }

    /** Whether a window begins before what is kept; if so it has been said. */
    boolean isTooFar(CelExpr expr, Function function, Arguments it, String label) {
        if (it.reach() <= function.daysKept()) {
            return false;
        }
        boolean isActivity = function.daysKept() == Function.ACTIVITY_DAYS;
        findings.add(
                expr,
                "%s reaches %d days back, but %s for %d days"
                        .formatted(
                                label,
                                it.reach(),
                                isActivity ? "it is known who was active" : "events are counted",
                                function.daysKept()),
                "Take %d days or fewer."
                        .formatted(it.back() > 0 ? function.daysKept() / 2 : function.daysKept()));
        return true;
    }

    private Optional<Arguments> window(CelExpr expr, Function function, Optional<String> name) {
        OptionalInt days = days(expr, function, 1);
        return name.flatMap(it -> optional(days).map(length -> Arguments.window(it, length)));
    }

    private Optional<String> type(CelExpr expr, Function function, int at) {
        Optional<String> text = text(expr, function, at, "event type");
        if (text.isEmpty() || isType(text.get())) {
            return text;
        }
        findings.add(
                expr.call().args().get(at),
                "'%s' is not an event type".formatted(Words.cut(text.get())),
                "Write dotted lower-case words, such as 'usage.feature-used'.");
        return Optional.empty();
    }

    private static boolean isType(String text) {
        try {
            return new EventType(text).value().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<String> id(CelExpr expr, Function function, String what) {
        Optional<String> text = text(expr, function, 0, what);
        if (text.isEmpty()
                || (text.get().length() <= ExpressionLimits.NAME_LENGTH_MAX
                        && ID.matcher(text.get()).matches())) {
            return text;
        }
        findings.add(
                expr.call().args().getFirst(),
                "'%s' does not name %s %s"
                        .formatted(Words.cut(text.get()), what.startsWith("a") ? "an" : "a", what),
                "Write lower-case words joined by hyphens, as in %s.".formatted(function.sample()));
        return Optional.empty();
    }

    private Optional<String> trait(CelExpr expr, Function function) {
        Optional<String> text = text(expr, function, 0, "trait");
        if (text.isEmpty()
                || (text.get().length() <= ExpressionLimits.NAME_LENGTH_MAX
                        && !text.get().isBlank())) {
            return text;
        }
        findings.add(
                expr.call().args().getFirst(),
                "the name of a trait has 1 to %d characters"
                        .formatted(ExpressionLimits.NAME_LENGTH_MAX),
                "Write %s.".formatted(function.sample()));
        return Optional.empty();
    }

    private Optional<String> text(CelExpr expr, Function function, int at, String what) {
        CelExpr argument = expr.call().args().get(at);
        Optional<String> text = Nodes.literalText(argument);
        if (text.isPresent()) {
            return text;
        }
        if (Nodes.isLiteral(argument)) {
            return usage(expr, function);
        }
        findings.add(
                argument,
                "the %s of %s must be written out as a text in quotes"
                        .formatted(what, function.calledAs()),
                "Write %s.".formatted(function.sample()));
        return Optional.empty();
    }

    private OptionalInt days(CelExpr expr, Function function, int at) {
        CelExpr argument = expr.call().args().get(at);
        OptionalDouble number = Nodes.literalNumber(argument);
        if (number.isEmpty()) {
            if (Nodes.isLiteral(argument)) {
                usage(expr, function);
            } else {
                findings.add(
                        argument,
                        "the days of %s must be written out as a number"
                                .formatted(function.calledAs()),
                        "Write %s.".formatted(function.sample()));
            }
            return OptionalInt.empty();
        }
        double days = number.getAsDouble();
        if (days != Math.rint(days) || days < 1 || days > ExpressionLimits.DAYS_MAX) {
            findings.add(
                    argument,
                    "the days of %s are not a whole number from 1 to %d"
                            .formatted(function.calledAs(), ExpressionLimits.DAYS_MAX),
                    "Write %s.".formatted(function.sample()));
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) days);
    }

    private <T> Optional<T> usage(CelExpr expr, Function function) {
        findings.add(
                expr,
                "%s takes %s".formatted(function.calledAs(), function.takes().words()),
                "Write %s.".formatted(function.sample()));
        return Optional.empty();
    }

    private static Optional<Integer> optional(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
