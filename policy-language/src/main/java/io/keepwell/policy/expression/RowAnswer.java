package io.keepwell.policy.expression;

import java.time.Instant;

/** What came of an expression over a row. */
public sealed interface RowAnswer {

    /**
     * A text.
     *
     * @param value not empty
     */
    record Text(String value) implements RowAnswer {}

    /**
     * A number.
     *
     * @param value finite
     */
    record Numeric(double value) implements RowAnswer {}

    /**
     * Whether a condition holds.
     *
     * @param holds whether
     */
    record Truth(boolean holds) implements RowAnswer {}

    /**
     * A moment.
     *
     * @param value the moment
     */
    record Time(Instant value) implements RowAnswer {}

    /** A cell that it needs is empty, or a lookup has found nothing. */
    record NoData() implements RowAnswer {}

    /**
     * A cell holds what it must not.
     *
     * @param reason what, a clause without a full stop
     */
    record Failed(String reason) implements RowAnswer {}
}
