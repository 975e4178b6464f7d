package io.keepwell.policy.expression;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What came of an expression. */
public sealed interface Answer {

    /**
     * A number.
     *
     * @param value finite
     */
    record Value(double value) implements Answer {
        /** Rejects what is no number. */
        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value must be finite, was " + value);
            }
        }
    }

    /**
     * Whether a condition holds.
     *
     * @param holds whether
     */
    record Truth(boolean holds) implements Answer {}

    /**
     * It cannot be said.
     *
     * @param missing what was asked for and is not known, as the expression calls it, such as
     *     {@code latest('engagement.nps-submitted')}; or {@code a division by zero}; in order
     */
    record NoData(Set<String> missing) implements Answer {
        /** Copies the set. */
        public NoData {
            missing = Collections.unmodifiableSet(new TreeSet<>(missing));
        }
    }
}
