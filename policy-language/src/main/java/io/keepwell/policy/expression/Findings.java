package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with one expression, with the place of each. */
final class Findings {

    private static final int COUNT_MAX = 10;

    private final SourceText source;
    private final Map<Long, Integer> offsets;
    private final List<ExpressionProblem> found = new ArrayList<>();

    Findings(SourceText source, Map<Long, Integer> offsets) {
        this.source = source;
        this.offsets = offsets;
    }

    void add(CelExpr at, String message, String cure) {
        found.add(source.problem(offset(at), message, cure));
    }

    void addAtBegin(String message, String cure) {
        found.add(source.problem(source.begin(), message, cure));
    }

    /** Where something is best pointed at: an operator's sign, a call's name. */
    private int offset(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            return offset(expr.select().operand());
        }
        int offset = offsets.getOrDefault(expr.id(), source.begin());
        boolean isCall =
                expr.getKind() == CelExpr.ExprKind.Kind.CALL
                        && offset < source.length()
                        && source.at(offset) == '(';
        return isCall ? source.nameBefore(offset) : offset;
    }

    /** What stands between the parentheses of a call, without the spaces that do not matter. */
    String textWithin(CelExpr call) {
        return source.within(offset(call));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<ExpressionProblem> inOrder() {
        return found.stream().distinct().sorted().limit(COUNT_MAX).toList();
    }
}
