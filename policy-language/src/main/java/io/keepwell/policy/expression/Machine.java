package io.keepwell.policy.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Runs checked expressions as CEL does, of which they are made with the few functions below. People
 * never write these: the checker puts them in place of what was written.
 *
 * <p>CEL's own runtime stands for any program and any type; what is left of an expression once it
 * is checked needs neither, and is run for every measure and signal of every account and day. A
 * test holds this one against that.
 */
final class Machine {

    static final String ADD = "kw_add";
    static final String SUBTRACT = "kw_subtract";
    static final String MULTIPLY = "kw_multiply";
    static final String DIVIDE = "kw_divide";
    static final String MIN = "kw_min";
    static final String MAX = "kw_max";
    static final String HAS_DATA = "kw_has_data";

    private static final String ASK = "kw_ask_";
    private static final String OR_ELSE = "kw_or_else_";
    private static final Answer.NoData DIVISION_BY_ZERO = missing("a division by zero");
    private static final Answer.NoData TOO_LARGE = missing("a number that is too large");

    private final List<Site> sites;

    private Machine(List<Site> sites) {
        this.sites = sites;
    }

    /** The function that asks at a site, for a kind. */
    static String ask(Kind kind) {
        return ASK + kind;
    }

    /** The function that takes the second when there is no first, for a kind. */
    static String orElse(Kind kind) {
        return OR_ELSE + kind;
    }

    /** That something is not known. */
    static Answer.NoData missing(String label) {
        return new Answer.NoData(Set.of(label));
    }

    /** Makes what is run of a checked and translated expression. */
    static Part part(CelExpr root, List<Site> sites) {
        return new Machine(sites).part(root);
    }

    private Part part(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr.constant());
            case CALL -> call(expr.call());
            case IDENT, SELECT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET ->
                    throw new IllegalStateException("checked and yet not runnable: " + expr);
        };
    }

    private static Part constant(CelConstant constant) {
        Object value = value(constant);
        return _ -> value;
    }

    private static Object value(CelConstant constant) {
        return switch (constant.getKind()) {
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            case BOOLEAN_VALUE -> constant.booleanValue();
            default -> throw new IllegalStateException("checked and yet unknown: " + constant);
        };
    }

    private Part call(CelExpr.CelCall call) {
        String name = call.function();
        List<CelExpr> args = call.args();
        if (name.startsWith(ASK)) {
            Site site = sites.get((int) args.getFirst().constant().int64Value());
            return site::answer;
        }
        if (name.equals("@in")) {
            return in(part(args.getFirst()), args.getLast().list().elements());
        }
        List<Part> parts =
                Stream.concat(call.target().stream(), args.stream()).map(this::part).toList();
        Part first = parts.getFirst();
        Part last = parts.getLast();
        if (name.startsWith(OR_ELSE)) {
            return orElse(first, last);
        }
        return switch (name) {
            case ADD -> ofNumbers(first, last, (a, b) -> finite(a + b));
            case SUBTRACT -> ofNumbers(first, last, (a, b) -> finite(a - b));
            case MULTIPLY -> ofNumbers(first, last, (a, b) -> finite(a * b));
            case DIVIDE -> ofNumbers(first, last, Machine::divide);
            case MIN -> ofNumbers(first, last, Math::min);
            case MAX -> ofNumbers(first, last, Math::max);
            case HAS_DATA -> metrics -> !(first.of(metrics) instanceof Answer.NoData);
            case "-_" -> negative(first);
            case "!_" -> not(first);
            case "_<_" -> ofNumbers(first, last, (a, b) -> a < b);
            case "_<=_" -> ofNumbers(first, last, (a, b) -> a <= b);
            case "_>_" -> ofNumbers(first, last, (a, b) -> a > b);
            case "_>=_" -> ofNumbers(first, last, (a, b) -> a >= b);
            case "_==_" -> equal(first, last, true);
            case "_!=_" -> equal(first, last, false);
            case "_&&_" -> logic(first, last, false);
            case "_||_" -> logic(first, last, true);
            case "_?_:_" -> choice(first, parts.get(1), last);
            case "startsWith" -> ofTexts(first, last, String::startsWith);
            case "endsWith" -> ofTexts(first, last, String::endsWith);
            case "contains" -> ofTexts(first, last, String::contains);
            default -> throw new IllegalStateException("checked and yet unknown: " + name);
        };
    }

    /** What comes of two numbers. */
    @FunctionalInterface
    private interface OfNumbers {
        Object of(double one, double other);
    }

    private static Part ofNumbers(Part left, Part right, OfNumbers operation) {
        return metrics -> {
            Object one = left.of(metrics);
            Object other = right.of(metrics);
            return one instanceof Double a && other instanceof Double b
                    ? operation.of(a, b)
                    : missing(one, other);
        };
    }

    private static Part ofTexts(Part left, Part right, BiPredicate<String, String> question) {
        return metrics -> {
            Object one = left.of(metrics);
            Object other = right.of(metrics);
            return one instanceof String a && other instanceof String b
                    ? question.test(a, b)
                    : missing(one, other);
        };
    }

    private static Part equal(Part left, Part right, boolean wanted) {
        return metrics -> {
            Object one = left.of(metrics);
            Object other = right.of(metrics);
            return one instanceof Answer.NoData || other instanceof Answer.NoData
                    ? missing(one, other)
                    : isSame(one, other) == wanted;
        };
    }

    private static boolean isSame(Object one, Object other) {
        // Zero is zero, whatever its sign.
        return (one instanceof Double a && other instanceof Double b)
                ? a.doubleValue() == b.doubleValue()
                : one.equals(other);
    }

    private static Part in(Part sought, List<CelExpr> elements) {
        List<Object> among = elements.stream().map(it -> value(it.constant())).toList();
        return metrics -> {
            Object it = sought.of(metrics);
            return it instanceof Answer.NoData
                    ? it
                    : among.stream().anyMatch(element -> isSame(it, element));
        };
    }

    private static Part negative(Part part) {
        return metrics -> {
            Object it = part.of(metrics);
            return it instanceof Double number ? (Object) (-number) : it;
        };
    }

    private static Part not(Part part) {
        return metrics -> {
            Object it = part.of(metrics);
            return it instanceof Boolean holds ? (Object) !holds : it;
        };
    }

    /** What decides alone decides even where the other is not known. */
    private static Part logic(Part left, Part right, boolean deciding) {
        return metrics -> {
            Object one = left.of(metrics);
            if (one instanceof Boolean holds && holds == deciding) {
                return deciding;
            }
            Object other = right.of(metrics);
            if (other instanceof Boolean holds && holds == deciding) {
                return deciding;
            }
            return (one instanceof Boolean && other instanceof Boolean)
                    ? !deciding
                    : missing(one, other);
        };
    }

    private static Part choice(Part condition, Part one, Part other) {
        return metrics ->
                switch (condition.of(metrics)) {
                    case Boolean holds -> (holds ? one : other).of(metrics);
                    case Object missing -> missing;
                };
    }

    /** Both are asked, as of every function. */
    private static Part orElse(Part part, Part instead) {
        return metrics -> {
            Object it = part.of(metrics);
            Object another = instead.of(metrics);
            return it instanceof Answer.NoData ? another : it;
        };
    }

    private static Object missing(Object one, Object other) {
        if (!(one instanceof Answer.NoData(Set<String> its))) {
            return other;
        }
        if (!(other instanceof Answer.NoData(Set<String> others)) || its.equals(others)) {
            return one;
        }
        var both = new TreeSet<>(its);
        both.addAll(others);
        return new Answer.NoData(both);
    }

    private static Object divide(double a, double b) {
        return b == 0 ? DIVISION_BY_ZERO : finite(a / b);
    }

    // An infinite part would make a comparison true or false that nobody can answer.
    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : TOO_LARGE;
    }
}
