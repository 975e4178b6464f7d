package io.keepwell.engine.facts;

import io.keepwell.policy.expression.Reads;
import java.util.Collections;
import java.util.Set;

/**
 * What may be otherwise than it was.
 *
 * @param types the types of the events that came
 * @param sets the activity sets that they marked
 * @param traits the traits that they told
 * @param sources whether other kinds of source may report, whoever told
 */
public record Touched(Set<String> types, Set<String> sets, Set<String> traits, boolean sources) {

    /** Copies the sets. */
    public Touched {
        types = Set.copyOf(types);
        sets = Set.copyOf(sets);
        traits = Set.copyOf(traits);
    }

    /**
     * The same, where the same kinds of source report as before: what has no data, or none since
     * its source went silent, has not got any by that.
     *
     * @return what events alone may have changed
     */
    public Touched bySameSources() {
        return sources ? new Touched(types, sets, traits, false) : this;
    }

    /**
     * Whether an expression that has data may have another answer now.
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
