package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import java.util.List;

/**
 * A part of an expression that was looked at.
 *
 * @param expr what is run in its place
 * @param kind what it comes to
 * @param choices the texts that it can be; empty for any
 */
record Typed(CelExpr expr, Kind kind, List<String> choices) {

    Typed(CelExpr expr, Kind kind) {
        this(expr, kind, List.of());
    }

    boolean isWrong() {
        return kind == Kind.WRONG;
    }
}
