package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The operators of expressions over rows. */
final class RowOperators {

    private static final Map<String, DoubleBinaryOperator> ARITHMETIC =
            Map.of(
                    "_+_", (a, b) -> a + b,
                    "_-_", (a, b) -> a - b,
                    "_*_", (a, b) -> a * b,
                    "_/_", (a, b) -> a / b);
    private static final Map<String, IntPredicate> ORDER =
            Map.of(
                    "_<_", it -> it < 0,
                    "_<=_", it -> it <= 0,
                    "_>_", it -> it > 0,
                    "_>=_", it -> it >= 0);
    private static final Set<String> OTHERS =
            Set.of("_==_", "_!=_", "_&&_", "_||_", "!_", "-_", "_?_:_", "@in", "_[_]", "_%_");

    private final RowChecker checker;

    RowOperators(RowChecker checker) {
        this.checker = checker;
    }

    boolean isOperator(CelExpr expr) {
        String name = expr.call().function();
        return ARITHMETIC.containsKey(name) || ORDER.containsKey(name) || OTHERS.contains(name);
    }

    RowPart check(CelExpr expr) {
        String name = expr.call().function();
        if (name.equals("@in")) {
            return in(expr);
        }
        List<RowPart> parts = checker.walk(expr.call().args());
        if (parts.stream().anyMatch(RowPart::isWrong)) {
            return RowPart.WRONG;
        }
        RowPart first = parts.getFirst();
        RowPart last = parts.getLast();
        DoubleBinaryOperator arithmetic = ARITHMETIC.get(name);
        if (arithmetic != null) {
            return arithmetic(expr, first, last, arithmetic);
        }
        IntPredicate order = ORDER.get(name);
        if (order != null) {
            return order(expr, first, last, order);
        }
        return switch (name) {
            case "_==_" -> equal(expr, first, last, true);
            case "_!=_" -> equal(expr, first, last, false);
            case "_&&_" -> logic(expr, first, last, false);
            case "_||_" -> logic(expr, first, last, true);
            case "!_" -> not(expr, first);
            case "-_" -> negative(expr, first);
            case "_?_:_" -> choice(expr, parts);
            default ->
                    checker.wrong(
                            expr,
                            "'%s' is not part of the language"
                                    .formatted(name.equals("_[_]") ? "[" : "%"),
                            "Leave it out.");
        };
    }

    private RowPart arithmetic(
            CelExpr expr, RowPart left, RowPart right, DoubleBinaryOperator operator) {
        if (left.kind() == RowKind.NUMBER && right.kind() == RowKind.NUMBER) {
            return new RowPart(
                    row ->
                            left.of(row) instanceof Double a && right.of(row) instanceof Double b
                                    ? finite(operator.applyAsDouble(a, b))
                                    : null,
                    RowKind.NUMBER);
        }
        boolean isJoined =
                expr.call().function().equals("_+_")
                        && left.kind() == RowKind.TEXT
                        && right.kind() == RowKind.TEXT;
        return isJoined
                ? new RowPart(
                        row ->
                                left.of(row) instanceof String a
                                                && right.of(row) instanceof String b
                                        ? a + b
                                        : null,
                        RowKind.TEXT)
                : unfit(
                        expr,
                        left,
                        right,
                        "Read numbers with number(…), write them out with text(…), and count on"
                                + " from a time with plusDays(…, 1) or plusMinutes(…, 1).");
    }

    /** A division by zero is no data. */
    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private RowPart order(CelExpr expr, RowPart left, RowPart right, IntPredicate wanted) {
        boolean isOrdered =
                left.kind() == right.kind()
                        && (left.kind() == RowKind.NUMBER || left.kind() == RowKind.TIME);
        return isOrdered
                ? new RowPart(
                        row -> {
                            Object a = left.of(row);
                            Object b = right.of(row);
                            if (a instanceof Double one && b instanceof Double other) {
                                return wanted.test(one.compareTo(other));
                            }
                            return (a instanceof Instant one && b instanceof Instant other)
                                    ? wanted.test(one.compareTo(other))
                                    : null;
                        },
                        RowKind.TRUTH)
                : unfit(expr, left, right, "Read texts with number(…) or date(…) before.");
    }

    private RowPart equal(CelExpr expr, RowPart left, RowPart right, boolean wanted) {
        return left.kind() == right.kind()
                ? new RowPart(
                        row -> {
                            Object a = left.of(row);
                            Object b = right.of(row);
                            return (a == null || b == null) ? null : a.equals(b) == wanted;
                        },
                        RowKind.TRUTH)
                : unfit(
                        expr,
                        left,
                        right,
                        "Compare two of one kind: cells are texts, which stand in quotes.");
    }

    /** As in logic: what decides alone decides even where the other is no data. */
    private RowPart logic(CelExpr expr, RowPart left, RowPart right, boolean deciding) {
        return left.kind() == RowKind.TRUTH && right.kind() == RowKind.TRUTH
                ? new RowPart(
                        row -> {
                            Object a = left.of(row);
                            if (a instanceof Boolean one && one == deciding) {
                                return deciding;
                            }
                            Object b = right.of(row);
                            if (b instanceof Boolean other && other == deciding) {
                                return deciding;
                            }
                            return (a == null || b == null) ? null : !deciding;
                        },
                        RowKind.TRUTH)
                : unfit(expr, left, right, "Compare each, for example with == 'yes'.");
    }

    private RowPart not(CelExpr expr, RowPart part) {
        return part.kind() == RowKind.TRUTH
                ? new RowPart(
                        row -> part.of(row) instanceof Boolean truth ? !truth : null, RowKind.TRUTH)
                : checker.wrong(
                        expr,
                        "'!' takes a condition, not %s".formatted(part.kind().words()),
                        "Compare it, for example with != 'yes'.");
    }

    private RowPart negative(CelExpr expr, RowPart part) {
        return part.kind() == RowKind.NUMBER
                ? new RowPart(
                        row -> part.of(row) instanceof Double number ? -number : null,
                        RowKind.NUMBER)
                : checker.wrong(
                        expr,
                        "'-' takes a number, not %s".formatted(part.kind().words()),
                        "Read a text with number(…).");
    }

    private RowPart choice(CelExpr expr, List<RowPart> parts) {
        RowPart condition = parts.getFirst();
        RowPart one = parts.get(1);
        RowPart other = parts.getLast();
        if (condition.kind() != RowKind.TRUTH) {
            return checker.wrong(
                    expr,
                    "'?' takes a condition, not %s".formatted(condition.kind().words()),
                    "Compare it, for example with == 'yes'.");
        }
        return one.kind() == other.kind()
                ? new RowPart(
                        row ->
                                condition.of(row) instanceof Boolean truth
                                        ? (truth ? one : other).of(row)
                                        : null,
                        one.kind())
                : checker.wrong(
                        expr,
                        "'?' chooses between %s and %s"
                                .formatted(one.kind().words(), other.kind().words()),
                        "Let both be of one kind.");
    }

    private RowPart in(CelExpr expr) {
        RowPart sought = checker.walk(expr.call().args().getFirst());
        CelExpr list = expr.call().args().getLast();
        if (list.getKind() != CelExpr.ExprKind.Kind.LIST
                || list.list().elements().isEmpty()
                || !list.list().elements().stream().allMatch(Nodes::isLiteral)) {
            return checker.wrong(
                    expr,
                    "'in' takes a list of texts or numbers that are written out",
                    "Write plan in ['Pro', 'Basic'].");
        }
        List<RowPart> elements = checker.walk(list.list().elements());
        if (sought.isWrong() || elements.stream().anyMatch(RowPart::isWrong)) {
            return RowPart.WRONG;
        }
        if (elements.stream().anyMatch(element -> element.kind() != sought.kind())) {
            return checker.wrong(
                    expr,
                    "'in' looks for %s among others".formatted(sought.kind().words()),
                    "Compare two of one kind: cells are texts, which stand in quotes.");
        }
        return new RowPart(
                row -> {
                    Object found = sought.of(row);
                    var all = new LinkedHashSet<Object>();
                    elements.forEach(element -> {
                        Object value = element.of(row);
                        if (value != null) {
                            all.add(value);
                        }
                    });
                    return found == null ? null : all.contains(found);
                },
                RowKind.TRUTH);
    }

    private RowPart unfit(CelExpr expr, RowPart left, RowPart right, String cure) {
        return checker.wrong(
                expr,
                "'%s' cannot stand between %s and %s"
                        .formatted(
                                expr.call().function().replace("_", ""),
                                left.kind().words(),
                                right.kind().words()),
                cure);
    }
}
