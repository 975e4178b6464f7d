package io.keepwell.policy.expression;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles expressions over the rows of a file: CEL's syntax, as all expressions here, over texts,
 * numbers, conditions and times. What a cell does not hold is "no data", and spreads.
 */
public final class RowExpressions {

    private final RowNames names;

    /**
     * Compiles for one file.
     *
     * @param names what its expressions may name
     */
    public RowExpressions(RowNames names) {
        this.names = names;
    }

    /**
     * Compiles what must come to one kind.
     *
     * @param source the text
     * @param wanted the kind
     * @return the expression, or all that is wrong with it
     */
    public RowCompiled compile(String source, RowKind wanted) {
        return compiled(source, wanted);
    }

    /**
     * Compiles what may come to any kind.
     *
     * @param source the text
     * @return the expression, or all that is wrong with it
     */
    public RowCompiled compile(String source) {
        return compiled(source, null);
    }

    private RowCompiled compiled(String source, @Nullable RowKind wanted) {
        if (source.length() > ExpressionLimits.LENGTH_MAX) {
            return refused(
                    new ExpressionProblem(
                            1,
                            1,
                            "the expression is %d characters long".formatted(source.length()),
                            "Split it; %d characters are the most."
                                    .formatted(ExpressionLimits.LENGTH_MAX)));
        }
        var text = new SourceText(source);
        if (text.end() == 0) {
            return refused(
                    text.problem(0, "the expression is empty", "Write one, such as a column."));
        }
        Optional<ExpressionProblem> misspelt = Spelling.problem(text);
        if (misspelt.isPresent()) {
            return refused(misspelt.get());
        }
        return switch (Syntax.parse(text)) {
            case Syntax.Parsed.Wrong(ExpressionProblem problem) -> refused(problem);
            case Syntax.Parsed.Tree tree -> {
                var findings = new Findings(text, tree.offsets());
                RowPart part = new RowChecker(findings, names).walk(tree.root());
                if (!part.isWrong() && wanted != null && part.kind() != wanted) {
                    findings.addAtBegin(
                            "the expression is %s, but %s is wanted"
                                    .formatted(part.kind().words(), wanted.words()),
                            cure(part.kind(), wanted));
                }
                yield findings.isEmpty()
                        ? new RowCompiled.Accepted(new Ready(source, part))
                        : new RowCompiled.Refused(findings.inOrder());
            }
        };
    }

    private static String cure(RowKind kind, RowKind wanted) {
        return switch (wanted) {
            case NUMBER -> "Read a text with number(…).";
            case TIME -> "Read a text with date(…), or write now().";
            case TRUTH -> "Compare it, for example with == 'yes'; or ask hasData(…).";
            default ->
                    kind == RowKind.TIME
                            ? "Write it out with day(…)."
                            : "Write it out with text(…).";
        };
    }

    private static RowCompiled refused(ExpressionProblem problem) {
        return new RowCompiled.Refused(List.of(problem));
    }

    private record Ready(String source, RowPart part) implements RowExpression {

        @Override
        public RowKind kind() {
            return part.kind();
        }

        @Override
        public RowAnswer evaluate(Row row) {
            try {
                return switch (part.of(row)) {
                    case null -> new RowAnswer.NoData();
                    case String text -> new RowAnswer.Text(text);
                    case Double number -> new RowAnswer.Numeric(number);
                    case Boolean holds -> new RowAnswer.Truth(holds);
                    case Instant time -> new RowAnswer.Time(time);
                    case Object other ->
                            throw new IllegalStateException(
                                    "an expression came to a " + other.getClass().getName());
                };
            } catch (RowPart.FailedException e) {
                return new RowAnswer.Failed("" + e.getMessage());
            }
        }

        @Override
        public String toString() {
            return source;
        }
    }
}
