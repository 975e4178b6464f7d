package io.keepwell.policy.expression;

import java.util.Map;

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

    /**
     * The numbers by which it holds the account against its peers, each under what it is called in
     * snapshots of peers: its text without the spaces that do not matter.
     *
     * @return empty where it does not ask for percentiles
     */
    default Map<String, Expression> percentiles() {
        return Map.of();
    }
}
