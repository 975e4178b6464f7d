package io.keepwell.policy.expression;

/** An expression over rows that was found in order. It may be evaluated by many threads. */
public interface RowExpression {

    /**
     * The text as it was written.
     *
     * @return the source
     */
    String source();

    /**
     * What it comes to, if it comes to anything.
     *
     * @return the kind
     */
    RowKind kind();

    /**
     * Evaluates it.
     *
     * @param row the row to ask
     * @return what came of it
     */
    RowAnswer evaluate(Row row);
}
