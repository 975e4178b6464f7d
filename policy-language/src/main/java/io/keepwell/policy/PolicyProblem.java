package io.keepwell.policy;

import java.util.Comparator;

/**
 * Why a document cannot be taken, for the person who wrote it.
 *
 * @param file the file's name
 * @param line the line, counted from 1
 * @param column the column, counted from 1
 * @param message what is wrong, a clause without a full stop
 * @param cure what to do about it, a sentence
 */
public record PolicyProblem(String file, int line, int column, String message, String cure)
        implements Comparable<PolicyProblem> {

    private static final Comparator<PolicyProblem> BY_PLACE =
            Comparator.comparing(PolicyProblem::file)
                    .thenComparingInt(PolicyProblem::line)
                    .thenComparingInt(PolicyProblem::column)
                    .thenComparing(PolicyProblem::message)
                    .thenComparing(PolicyProblem::cure);

    /** Checks the place. */
    public PolicyProblem {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "line and column must be 1 or more, were %d and %d".formatted(line, column));
        }
    }

    /** By file, then from top to bottom. */
    @Override
    public int compareTo(PolicyProblem other) {
        return BY_PLACE.compare(this, other);
    }

    /**
     * The printed form, which editors turn into a link.
     *
     * @return {@code file:line:column: message. cure}
     */
    @Override
    public String toString() {
        return "%s:%d:%d: %s. %s".formatted(file, line, column, message, cure);
    }
}
