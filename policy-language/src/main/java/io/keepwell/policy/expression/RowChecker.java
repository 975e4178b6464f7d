package io.keepwell.policy.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.keepwell.policy.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks an expression over rows, and makes of each part what is run. */
final class RowChecker {

    private final Findings findings;
    private final RowNames names;
    private final RowOperators operators = new RowOperators(this);
    private final RowCalls calls;

    RowChecker(Findings findings, RowNames names) {
        this.findings = findings;
        this.names = names;
        this.calls = new RowCalls(this, names);
    }

    RowPart walk(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> column(expr, expr.ident().name());
            case CALL -> operators.isOperator(expr) ? operators.check(expr) : calls.check(expr);
            case SELECT ->
                    wrong(
                            expr,
                            "a '.' stands where none can",
                            "Write the columns alone; declare one with another name where its"
                                    + " heading has a '.'.");
            case LIST ->
                    wrong(
                            expr,
                            "a list stands where none can",
                            "Write lists to the right of 'in' only: plan in ['Pro', 'Basic'].");
            case MAP, STRUCT, COMPREHENSION, NOT_SET ->
                    wrong(expr, "this is not part of the language", "Leave it out.");
        };
    }

    List<RowPart> walk(List<CelExpr> exprs) {
        var walked = new ArrayList<RowPart>();
        exprs.forEach(expr -> walked.add(walk(expr)));
        return walked;
    }

    RowPart wrong(CelExpr expr, String message, String cure) {
        findings.add(expr, message, cure);
        return RowPart.WRONG;
    }

    private RowPart constant(CelExpr expr) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case INT64_VALUE -> number((double) constant.int64Value());
            case DOUBLE_VALUE ->
                    Double.isFinite(constant.doubleValue())
                            ? number(constant.doubleValue())
                            : wrong(expr, "a number is too large", "Write a smaller one.");
            case STRING_VALUE -> text(expr, constant.stringValue());
            case BOOLEAN_VALUE -> {
                Boolean truth = constant.booleanValue();
                yield new RowPart(_ -> truth, RowKind.TRUTH);
            }
            case NULL_VALUE ->
                    wrong(
                            expr,
                            "'null' is not part of the language",
                            "Ask hasData(…) whether something is in a cell, or say orElse(…,"
                                    + " 'none') what stands for it.");
            case UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE, NOT_SET ->
                    wrong(
                            expr,
                            "a letter stands beside a text or a number",
                            "Write it alone, such as 'pro' or 30.");
        };
    }

    private static RowPart number(Double number) {
        return new RowPart(_ -> number, RowKind.NUMBER);
    }

    private RowPart text(CelExpr expr, String text) {
        return text.isEmpty()
                ? wrong(
                        expr,
                        "a text is empty",
                        "An empty cell is no data: ask hasData(…), or say orElse(…, 'none').")
                : new RowPart(_ -> text, RowKind.TEXT);
    }

    private RowPart column(CelExpr expr, String name) {
        int at = names.columns().indexOf(name);
        if (at >= 0) {
            return new RowPart(
                    row -> {
                        String cell = row.cell(at);
                        return cell.isBlank() ? null : cell;
                    },
                    RowKind.TEXT);
        }
        if (RowCalls.SAMPLES.containsKey(name)) {
            return wrong(
                    expr,
                    "'%s' is a function".formatted(name),
                    "Write %s.".formatted(RowCalls.SAMPLES.get(name)));
        }
        Optional<String> near = Words.nearest(name, names.columns());
        return wrong(
                expr,
                "there is no %s '%s'".formatted(names.cell(), Words.cut(name)),
                near.map("Did you mean '%s'?"::formatted)
                        .orElse(
                                "List it under '%ss'; put texts in quotes: '%s'."
                                        .formatted(names.cell(), Words.cut(name))));
    }
}
