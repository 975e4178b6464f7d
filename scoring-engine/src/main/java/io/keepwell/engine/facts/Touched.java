package io.keepwell.engine.facts;

import io.keepwell.policy.expression.Reads;
import java.util.Collections;
import java.util.Set;

/**
 * What events may have changed.
 *
 * @param types their types
 * @param sets the activity sets that they marked
 * @param traits the traits that they told
 */
public record Touched(Set<String> types, Set<String> sets, Set<String> traits) {

    /** Copies the sets. */
    public Touched {
        types = Set.copyOf(types);
        sets = Set.copyOf(sets);
        traits = Set.copyOf(traits);
    }

    /**
     * Whether an expression may have another answer now.
     *
     * @param reads what it asks for
     * @return false when it asks for nothing of this
     */
    public boolean concerns(Reads reads) {
        return !Collections.disjoint(types, reads.types().keySet())
                || !Collections.disjoint(sets, reads.sets().keySet())
                || !Collections.disjoint(traits, reads.traits());
    }
}
