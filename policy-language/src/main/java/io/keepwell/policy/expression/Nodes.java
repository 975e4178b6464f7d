package io.keepwell.policy.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Builds the expression that is run, each node with a number of its own; and reads literals. */
final class Nodes {

    private long last;

    CelExpr number(double number) {
        return CelExpr.ofConstant(++last, CelConstant.ofValue(number));
    }

    CelExpr index(long index) {
        return CelExpr.ofConstant(++last, CelConstant.ofValue(index));
    }

    CelExpr text(String text) {
        return CelExpr.ofConstant(++last, CelConstant.ofValue(text));
    }

    CelExpr truth(boolean truth) {
        return CelExpr.ofConstant(++last, CelConstant.ofValue(truth));
    }

    CelExpr call(String function, List<CelExpr> arguments) {
        return CelExpr.ofCall(++last, Optional.empty(), function, ImmutableList.copyOf(arguments));
    }

    CelExpr call(String function, CelExpr... arguments) {
        return call(function, List.of(arguments));
    }

    CelExpr method(CelExpr target, String function, CelExpr argument) {
        return CelExpr.ofCall(++last, Optional.of(target), function, ImmutableList.of(argument));
    }

    CelExpr list(List<CelExpr> elements) {
        return CelExpr.ofList(++last, ImmutableList.copyOf(elements), ImmutableList.of());
    }

    static boolean isLiteral(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
    }

    static Optional<String> literalText(CelExpr expr) {
        return isLiteral(expr) && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }

    static OptionalDouble literalNumber(CelExpr expr) {
        if (!isLiteral(expr)) {
            return OptionalDouble.empty();
        }
        return switch (expr.constant().getKind()) {
            case INT64_VALUE -> OptionalDouble.of((double) expr.constant().int64Value());
            case DOUBLE_VALUE -> OptionalDouble.of(expr.constant().doubleValue());
            default -> OptionalDouble.empty();
        };
    }
}
