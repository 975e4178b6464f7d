package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import io.keepwell.policy.words.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operators: what each takes, and what is run in its place. */
final class Operators {

    private static final Map<String, String> ARITHMETIC =
            Map.of(
                    "_+_", Machine.ADD,
                    "_-_", Machine.SUBTRACT,
                    "_*_", Machine.MULTIPLY,
                    "_/_", Machine.DIVIDE);
    private static final Set<String> ORDER = Set.of("_<_", "_<=_", "_>_", "_>=_");
    private static final Set<String> EQUALITY = Set.of("_==_", "_!=_");
    private static final Set<String> LOGIC = Set.of("_&&_", "_||_");
    private static final String NEGATE = "-_";
    private static final String NOT = "!_";
    private static final String CHOICE = "_?_:_";
    private static final String IN = "@in";
    private static final Set<String> OTHERS = Set.of(NEGATE, NOT, CHOICE, IN, "_[_]", "_%_");

    private final Checker checker;
    private final Findings findings;
    private final Nodes nodes;

    Operators(Checker checker, Findings findings, Nodes nodes) {
        this.checker = checker;
        this.findings = findings;
        this.nodes = nodes;
    }

    boolean isOperator(CelExpr expr) {
        String name = expr.call().function();
        return ARITHMETIC.containsKey(name)
                || ORDER.contains(name)
                || EQUALITY.contains(name)
                || LOGIC.contains(name)
                || OTHERS.contains(name);
    }

    Typed check(CelExpr expr) {
        String name = expr.call().function();
        if (name.equals(IN)) {
            return in(expr);
        }
        List<Typed> operands = checker.walk(expr.call().args());
        String celName = ARITHMETIC.getOrDefault(name, name);
        if (ARITHMETIC.containsKey(name) || name.equals(NEGATE)) {
            return all(expr, operands, Kind.NUMBER, celName, Kind.NUMBER);
        }
        if (ORDER.contains(name)) {
            return all(expr, operands, Kind.NUMBER, celName, Kind.TRUTH);
        }
        if (LOGIC.contains(name) || name.equals(NOT)) {
            return all(expr, operands, Kind.TRUTH, celName, Kind.TRUTH);
        }
        if (EQUALITY.contains(name)) {
            return equality(expr, operands);
        }
        if (name.equals(CHOICE)) {
            return choice(expr, operands);
        }
        return checker.wrong(
                expr,
                "'%s' is not part of the language".formatted(name.equals("_[_]") ? "[" : "%"),
                "Leave it out.");
    }

    /** How to make a condition of something. */
    String comparing(Kind kind) {
        return kind == Kind.NUMBER
                ? "Compare it, for example with > 0."
                : "Compare it, for example with == 'pro'.";
    }

    private Typed all(
            CelExpr expr, List<Typed> operands, Kind wanted, String celName, Kind result) {
        boolean wrong = false;
        for (int at = 0; at < operands.size(); at++) {
            Typed operand = operands.get(at);
            if (!operand.isWrong() && operand.kind() != wanted) {
                findings.add(
                        expr,
                        objection(expr, at, operand.kind(), wanted),
                        cure(operand, wanted, result));
            }
            wrong |= operand.kind() != wanted;
        }
        return wrong ? checker.wrong() : new Typed(run(celName, operands), result);
    }

    private static String objection(CelExpr expr, int at, Kind kind, Kind wanted) {
        String sign = sign(expr);
        return expr.call().args().size() == 1
                ? "'%s' takes %s, not %s".formatted(sign, wanted.words(), kind.words())
                : "'%s' takes %s, but %s of it stands %s"
                        .formatted(sign, wanted.plural(), at == 0 ? "left" : "right", kind.words());
    }

    private String cure(Typed operand, Kind wanted, Kind result) {
        if (wanted == Kind.TRUTH) {
            return comparing(operand.kind());
        }
        if (operand.kind() == Kind.TEXT) {
            return "Texts can only be compared, with == and !=.";
        }
        return result == Kind.TRUTH
                ? "Join two comparisons with &&: 20 < score() && score() < 50."
                : "Choose a number by it: condition ? 1 : 0.";
    }

    private Typed equality(CelExpr expr, List<Typed> operands) {
        Typed left = operands.getFirst();
        Typed right = operands.getLast();
        if (left.isWrong() || right.isWrong()) {
            return checker.wrong();
        }
        if (left.kind() != right.kind()) {
            return checker.wrong(
                    expr,
                    "'%s' compares %s with %s"
                            .formatted(sign(expr), left.kind().words(), right.kind().words()),
                    "Compare two of one kind; texts stand in quotes, numbers do not.");
        }
        List<CelExpr> sources = expr.call().args();
        boolean possible =
                isPossible(sources.getLast(), left.choices())
                        && isPossible(sources.getFirst(), right.choices());
        return possible
                ? new Typed(run(expr.call().function(), operands), Kind.TRUTH)
                : checker.wrong();
    }

    private boolean isPossible(CelExpr literal, List<String> choices) {
        Optional<String> impossible =
                Nodes.literalText(literal)
                        .filter(text -> !choices.isEmpty() && !choices.contains(text));
        impossible.ifPresent(text ->
                findings.add(
                        literal,
                        "it is never '%s'".formatted(Words.cut(text)),
                        "Write one of %s.".formatted(Words.quotedList(choices))));
        return impossible.isEmpty();
    }

    private Typed choice(CelExpr expr, List<Typed> operands) {
        Typed condition = operands.getFirst();
        Typed one = operands.get(1);
        Typed other = operands.getLast();
        if (!condition.isWrong() && condition.kind() != Kind.TRUTH) {
            findings.add(
                    expr,
                    "'?' takes a condition, not %s".formatted(condition.kind().words()),
                    comparing(condition.kind()));
            return checker.wrong();
        }
        if (condition.isWrong() || one.isWrong() || other.isWrong()) {
            return checker.wrong();
        }
        return one.kind() == other.kind()
                ? new Typed(run(CHOICE, operands), one.kind())
                : checker.wrong(
                        expr,
                        "'?' chooses between %s and %s"
                                .formatted(one.kind().words(), other.kind().words()),
                        "Let both be of one kind.");
    }

    private Typed in(CelExpr expr) {
        CelExpr list = expr.call().args().getLast();
        Typed sought = checker.walk(expr.call().args().getFirst());
        boolean isList = list.getKind() == CelExpr.ExprKind.Kind.LIST;
        if (!isList
                || list.list().elements().isEmpty()
                || !list.list().elements().stream().allMatch(Nodes::isLiteral)) {
            return checker.wrong(
                    expr,
                    "'in' takes a list of texts or numbers that are written out",
                    "Write stage() in ['renewal', 'adoption'].");
        }
        List<Typed> elements = checker.walk(list.list().elements());
        if (sought.isWrong() || elements.stream().anyMatch(Typed::isWrong)) {
            return checker.wrong();
        }
        for (Typed element : elements) {
            if (element.kind() != sought.kind()) {
                return checker.wrong(
                        expr,
                        "'in' looks for %s among %s"
                                .formatted(sought.kind().words(), element.kind().plural()),
                        "Compare two of one kind; texts stand in quotes, numbers do not.");
            }
        }
        boolean possible = true;
        for (CelExpr element : list.list().elements()) {
            possible &= isPossible(element, sought.choices());
        }
        CelExpr run =
                nodes.call(
                        IN, sought.expr(), nodes.list(elements.stream().map(Typed::expr).toList()));
        return possible ? new Typed(run, Kind.TRUTH) : checker.wrong();
    }

    private CelExpr run(String celName, List<Typed> operands) {
        return nodes.call(celName, operands.stream().map(Typed::expr).toList());
    }

    private static String sign(CelExpr expr) {
        return expr.call().function().replace("_", "");
    }
}
