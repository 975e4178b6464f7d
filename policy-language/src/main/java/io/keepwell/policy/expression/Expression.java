package io.keepwell.policy.expression;

/** An expression that was found in order. It may be evaluated by many threads at a time. */
public interface Expression {

    /**
     * The text as it was written.
     *
     * @return the source
     */
    String source();

    /**
     * What it asks for.
     *
     * @return types, sets, traits and signals
     */
    Reads reads();

    /**
     * Evaluates it.
     *
     * @param metrics the account to ask
     * @return a number or a truth, as it was compiled for; or no data
     */
    Answer evaluate(Metrics metrics);
}
