package io.keepwell.policy.expression;

import org.jspecify.annotations.Nullable;

/**
 * A part of an expression over rows that was looked at.
 *
 * @param run what is done in its place
 * @param kind what it comes to
 */
record RowPart(Run run, RowKind kind) {

    /** In place of what is wrong, which has been said. */
    static final RowPart WRONG = new RowPart(_ -> null, RowKind.WRONG);

    /** A String that is not empty, a finite Double, a Boolean or an Instant; null for no data. */
    @FunctionalInterface
    interface Run {
        @Nullable Object of(Row row);
    }

    boolean isWrong() {
        return kind == RowKind.WRONG;
    }

    @Nullable Object of(Row row) {
        return run.of(row);
    }

    /** A cell holds what it must not. Thrown within one evaluation, and caught by it. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedException(String reason) {
            super(reason, null, false, false);
        }
    }
}
