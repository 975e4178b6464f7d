package io.keepwell.policy.expression;

import java.util.List;

/** What came of compiling an expression. */
public sealed interface Compiled {

    /**
     * It is in order.
     *
     * @param expression to be evaluated
     */
    record Accepted(Expression expression) implements Compiled {}

    /**
     * It is not.
     *
     * @param problems all that is wrong, one or more, in the order of their places
     */
    record Refused(List<ExpressionProblem> problems) implements Compiled {
        /** Copies the list. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
