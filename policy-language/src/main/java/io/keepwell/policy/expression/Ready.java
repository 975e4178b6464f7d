package io.keepwell.policy.expression;

import dev.cel.runtime.Program;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An expression that can be evaluated.
 *
 * @param source the text as it was written
 * @param reads what it asks for
 * @param program what is run
 * @param sites where the account is asked, as the program numbers them
 * @param percentiles the numbers by which the account is held against its peers
 */
record Ready(
        String source,
        Reads reads,
        Program program,
        List<Site> sites,
        Map<String, Expression> percentiles)
        implements Expression {

    Ready {
        sites = List.copyOf(sites);
        percentiles = Collections.unmodifiableMap(new TreeMap<>(percentiles));
    }

    @Override
    public Answer evaluate(Metrics metrics) {
        return Evaluation.run(program, sites, metrics);
    }

    @Override
    public String toString() {
        return source;
    }
}
