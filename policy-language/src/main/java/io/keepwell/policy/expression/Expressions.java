package io.keepwell.policy.expression;

import io.keepwell.model.catalogue.EventCatalogue;
import java.util.List;
import java.util.Optional;

/** Compiles expressions, once each; what comes of it may be used by many threads. */
public final class Expressions {

    private final EventCatalogue catalogue;

    /**
     * Compiles by a catalogue.
     *
     * @param catalogue says what kind each well-known trait is of
     */
    public Expressions(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Compiles what must come to a number, such as the value of a measure.
     *
     * @param source the text
     * @return the expression, or all that is wrong with it
     */
    public Compiled number(String source) {
        return compile(source, Kind.NUMBER);
    }

    /**
     * Compiles what must be true or false, such as when a signal is raised.
     *
     * @param source the text
     * @return the expression, or all that is wrong with it
     */
    public Compiled condition(String source) {
        return compile(source, Kind.TRUTH);
    }

    private Compiled compile(String source, Kind wanted) {
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
                    text.problem(
                            0,
                            "the expression is empty",
                            "Write one, such as %s.".formatted(Function.COUNT.sample())));
        }
        Optional<ExpressionProblem> misspelt = Spelling.problem(text);
        if (misspelt.isPresent()) {
            return refused(misspelt.get());
        }
        return switch (Syntax.parse(text)) {
            case Syntax.Parsed.Wrong(ExpressionProblem problem) -> refused(problem);
            case Syntax.Parsed.Tree tree -> check(text, tree, wanted);
        };
    }

    private Compiled check(SourceText text, Syntax.Parsed.Tree tree, Kind wanted) {
        var findings = new Findings(text, tree.offsets());
        var checker = new Checker(findings, catalogue);
        Typed checked = checker.check(tree.root(), wanted);
        if (!findings.isEmpty()) {
            return new Compiled.Refused(findings.inOrder());
        }
        return new Compiled.Accepted(
                new Ready(
                        text.text(),
                        checker.reads(),
                        Machine.part(checked.expr(), checker.sites()),
                        checker.percentiles()));
    }

    private static Compiled refused(ExpressionProblem problem) {
        return new Compiled.Refused(List.of(problem));
    }
}
