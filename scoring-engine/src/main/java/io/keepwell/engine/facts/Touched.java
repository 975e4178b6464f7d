package io.keepwell.engine.facts;

import io.keepwell.policy.expression.Reads;
import java.util.Collections;
import java.util.Set;

/**
 * What an event may have changed.
 *
 * @param type its type
 * @param sets the activity sets that it marked
 * @param traits the traits that it told
 */
public record Touched(String type, Set<String> sets, Set<String> traits) {

    /** Copies the sets. */
    public Touched {
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
        return reads.types().containsKey(type)
                || !Collections.disjoint(sets, reads.sets().keySet())
                || !Collections.disjoint(traits, reads.traits());
    }
}
