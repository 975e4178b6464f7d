package io.keepwell.policy.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.keepwell.model.catalogue.EventCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks an expression and translates it into what is run. All that can be wrong is found here and
 * not by CEL's own checker, whose messages speak of overloads and not of accounts.
 */
final class Checker {

    private final Findings findings;
    private final EventCatalogue catalogue;
    private final Nodes nodes = new Nodes();
    private final Operators operators;
    private final Calls calls;

    Checker(Findings findings, EventCatalogue catalogue) {
        this(findings, catalogue, false);
    }

    private Checker(Findings findings, EventCatalogue catalogue, boolean isWithinPercentile) {
        this.findings = findings;
        this.catalogue = catalogue;
        this.operators = new Operators(this, findings, nodes);
        this.calls = new Calls(this, findings, nodes, catalogue, isWithinPercentile);
    }

    /** One for what stands within percentile, which is an expression of its own. */
    Checker withinPercentile() {
        return new Checker(findings, catalogue, true);
    }

    Typed check(CelExpr root, Kind wanted) {
        Typed checked = walk(root);
        if (!checked.isWrong() && checked.kind() != wanted) {
            findings.addAtBegin(
                    "the expression is %s, but %s is wanted"
                            .formatted(checked.kind().words(), wanted.words()),
                    wanted == Kind.TRUTH
                            ? operators.comparing(checked.kind())
                            : checked.kind() == Kind.TRUTH
                                    ? "Choose a number by it: condition ? 1 : 0."
                                    : "Choose a number by it: trait('plan') == 'pro' ? 1 : 0.");
        }
        return checked;
    }

    List<Site> sites() {
        return calls.sites();
    }

    Reads reads() {
        return calls.reads();
    }

    Map<String, Expression> percentiles() {
        return calls.percentiles();
    }

    Typed walk(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> name(expr, expr.ident().name());
            case SELECT -> path(expr);
            case CALL -> operators.isOperator(expr) ? operators.check(expr) : calls.check(expr);
            case LIST ->
                    wrong(
                            expr,
                            "a list stands where none can",
                            "Write lists to the right of 'in' only: stage() in ['renewal',"
                                    + " 'adoption'].");
            case MAP, STRUCT -> wrong(expr, "'{' is not part of the language", "Leave it out.");
            case COMPREHENSION, NOT_SET ->
                    wrong(expr, "this is not part of the language", "Leave it out.");
        };
    }

    List<Typed> walk(List<CelExpr> exprs) {
        var walked = new ArrayList<Typed>();
        exprs.forEach(expr -> walked.add(walk(expr)));
        return walked;
    }

    Typed wrong(CelExpr expr, String message, String cure) {
        findings.add(expr, message, cure);
        return wrong();
    }

    /** In place of what is wrong, which has been said. */
    Typed wrong() {
        return new Typed(nodes.truth(false), Kind.WRONG);
    }

    private Typed constant(CelExpr expr) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case INT64_VALUE ->
                    new Typed(nodes.number((double) constant.int64Value()), Kind.NUMBER);
            case DOUBLE_VALUE ->
                    Double.isFinite(constant.doubleValue())
                            ? new Typed(nodes.number(constant.doubleValue()), Kind.NUMBER)
                            : wrong(expr, "a number is too large", "Write a smaller one.");
            case STRING_VALUE -> new Typed(nodes.text(constant.stringValue()), Kind.TEXT);
            case BOOLEAN_VALUE -> new Typed(nodes.truth(constant.booleanValue()), Kind.TRUTH);
            case NULL_VALUE ->
                    wrong(
                            expr,
                            "'null' is not part of the language",
                            "Ask hasData(…) whether something is known, or say orElse(…, 0) what"
                                    + " stands for it.");
            case UINT64_VALUE ->
                    wrong(
                            expr,
                            "a number ends in 'u'",
                            "Leave the letter out: all numbers are of one kind.");
            case BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE, NOT_SET ->
                    wrong(
                            expr,
                            "a letter stands before a quote",
                            "Write the text alone, such as 'pro'.");
        };
    }

    private Typed name(CelExpr expr, String name) {
        if (Names.isFunction(name)) {
            return wrong(
                    expr,
                    "'%s' is a function".formatted(name),
                    "Write %s.".formatted(Names.sample(name)));
        }
        if (Names.METHODS.contains(name)) {
            return wrong(
                    expr,
                    "'%s' is a question to a text".formatted(name),
                    "Write trait('plan').%s('pro').".formatted(name));
        }
        if (catalogue.traits().stream().anyMatch(spec -> spec.trait().equals(name))) {
            return wrong(
                    expr, "'%s' is a trait".formatted(name), "Write trait('%s').".formatted(name));
        }
        return wrong(
                expr,
                "'%s' is not known".formatted(name),
                "Put texts in quotes, and parentheses after functions: '%s' or score()."
                        .formatted(name));
    }

    private Typed path(CelExpr expr) {
        var path = new StringBuilder();
        CelExpr at = expr;
        while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            path.insert(0, "." + at.select().field());
            at = at.select().operand();
        }
        if (at.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            path.insert(0, at.ident().name());
        }
        return wrong(
                expr,
                "'%s' is not known".formatted(path),
                "Put event types in quotes, within a function:"
                        + " count('support.ticket-opened', 30).");
    }
}
