package io.keepwell.policy.expression;

import java.util.Comparator;

/**
 * Why an expression cannot be taken.
 *
 * @param line the line within the expression, from 1
 * @param column the column, from 1
 * @param message what is wrong, a clause without a full stop
 * @param cure what to do about it, a sentence
 */
public record ExpressionProblem(int line, int column, String message, String cure)
        implements Comparable<ExpressionProblem> {

    private static final Comparator<ExpressionProblem> BY_PLACE =
            Comparator.comparingInt(ExpressionProblem::line)
                    .thenComparingInt(ExpressionProblem::column)
                    .thenComparing(ExpressionProblem::message)
                    .thenComparing(ExpressionProblem::cure);

    /** Checks the place. */
    public ExpressionProblem {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "line and column must be 1 or more, were %d and %d".formatted(line, column));
        }
    }

    /** From top to bottom. */
    @Override
    public int compareTo(ExpressionProblem other) {
        return BY_PLACE.compare(this, other);
    }

    /**
     * The printed form.
     *
     * @return {@code line:column: message. cure}
     */
    @Override
    public String toString() {
        return "%d:%d: %s. %s".formatted(line, column, message, cure);
    }
}
