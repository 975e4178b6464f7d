package io.keepwell.policy.expression;

import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compiles what a test writes, by the standard catalogue. */
final class Compile {

    private static final Expressions EXPRESSIONS = new Expressions(EventCatalogue.standard());

    private Compile() {}

    static Compiled anyNumber(String source) {
        return EXPRESSIONS.number(source);
    }

    static Compiled anyCondition(String source) {
        return EXPRESSIONS.condition(source);
    }

    static Expression number(String source) {
        return accepted(source, EXPRESSIONS.number(source));
    }

    static Expression condition(String source) {
        return accepted(source, EXPRESSIONS.condition(source));
    }

    static List<String> problems(Compiled compiled) {
        return switch (compiled) {
            case Compiled.Accepted _ -> List.of();
            case Compiled.Refused(List<ExpressionProblem> problems) ->
                    problems.stream().map(ExpressionProblem::toString).toList();
        };
    }

    /** What an expression comes to, in one word; or what is missing. */
    static Object answer(Expression expression, Metrics metrics) {
        return switch (expression.evaluate(metrics)) {
            case Answer.Value(double value) -> value;
            case Answer.Truth(boolean holds) -> holds;
            case Answer.NoData(Set<String> missing) -> new TreeSet<>(missing);
        };
    }

    private static Expression accepted(String source, Compiled compiled) {
        return switch (compiled) {
            case Compiled.Accepted(Expression expression) -> expression;
            case Compiled.Refused(List<ExpressionProblem> problems) ->
                    fail("%s: %s".formatted(source, problems));
        };
    }
}
