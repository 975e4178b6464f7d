package io.keepwell.policy.expression;

import java.util.List;

/** What came of compiling an expression over rows. */
public sealed interface RowCompiled {

    /**
     * It is in order.
     *
     * @param expression to be evaluated
     */
    record Accepted(RowExpression expression) implements RowCompiled {}

    /**
     * It is not.
     *
     * @param problems all that is wrong, one or more, in the order of their places
     */
    record Refused(List<ExpressionProblem> problems) implements RowCompiled {
        /** Copies the list. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
