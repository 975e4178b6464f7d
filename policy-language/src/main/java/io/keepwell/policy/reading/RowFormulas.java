package io.keepwell.policy.reading;

import io.keepwell.policy.expression.ExpressionProblem;
import io.keepwell.policy.expression.RowCompiled;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.expression.RowExpressions;
import io.keepwell.policy.expression.RowKind;
import io.keepwell.policy.expression.RowNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of a mapping over the rows of one file, or the items of a webhook. */
final class RowFormulas {

    private final RowExpressions expressions;
    private final Report report;

    RowFormulas(RowNames names, Report report) {
        this.expressions = new RowExpressions(names);
        this.report = report;
    }

    /** Of a kind; null where there is none, and after problems. */
    @Nullable RowExpression of(Fields fields, String key, RowKind kind) {
        Yaml.Scalar text = fields.formula(key);
        return text == null ? null : accepted(text, expressions.compile(text.text(), kind));
    }

    /** Of any kind; null where there is none, and after problems. */
    @Nullable RowExpression of(Fields fields, String key) {
        Yaml.Scalar text = fields.formula(key);
        return text == null ? null : accepted(text, expressions.compile(text.text()));
    }

    /** A hash of the whole row or item. */
    RowExpression rowHash() {
        return sound("rowHash()", RowKind.TEXT);
    }

    /** When the row or item was taken. */
    RowExpression now() {
        return sound("now()", RowKind.TIME);
    }

    /** One that is right everywhere. */
    private RowExpression sound(String source, RowKind kind) {
        return switch (expressions.compile(source, kind)) {
            case RowCompiled.Accepted(RowExpression expression) -> expression;
            case RowCompiled.Refused(var problems) ->
                    throw new IllegalStateException(source + ": " + problems);
        };
    }

    private @Nullable RowExpression accepted(Yaml.Scalar text, RowCompiled compiled) {
        return switch (compiled) {
            case RowCompiled.Accepted(RowExpression expression) -> expression;
            case RowCompiled.Refused(List<ExpressionProblem> problems) -> {
                problems.forEach(problem ->
                        report.add(
                                problem.line() == 1
                                        ? text.inside(problem.column() - 1)
                                        : text.place(),
                                problem.message(),
                                problem.cure()));
                yield null;
            }
        };
    }
}
