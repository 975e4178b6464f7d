package io.keepwell.policy.expression;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An expression that can be evaluated.
 *
 * @param source the text as it was written
 * @param reads what it asks for
 * @param run what is run
 * @param percentiles the numbers by which the account is held against its peers
 */
record Ready(String source, Reads reads, Part run, Map<String, Expression> percentiles)
        implements Expression {

    private static final Answer TRUE = new Answer.Truth(true);
    private static final Answer FALSE = new Answer.Truth(false);

    Ready {
        percentiles = Collections.unmodifiableMap(new TreeMap<>(percentiles));
    }

    @Override
    public Answer evaluate(Metrics metrics) {
        Object result = run.of(metrics);
        return switch (result) {
            case Double number -> new Answer.Value(number);
            case Boolean holds -> holds ? TRUE : FALSE;
            case Answer.NoData missing -> missing;
            default ->
                    throw new IllegalStateException(
                            "%s came to a %s".formatted(source, result.getClass().getName()));
        };
    }

    @Override
    public String toString() {
        return source;
    }
}
