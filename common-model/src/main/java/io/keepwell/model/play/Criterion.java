package io.keepwell.model.play;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What must have come about for a play to have worked (requirement A14).
 *
 * @param text in words, as the policy writes it
 * @param metAt when somebody ticked it; absent while it is not met
 * @param metBy by whom
 */
public record Criterion(String text, @Nullable Instant metAt, @Nullable String metBy) {

    /** Checks that what is met says by whom. */
    public Criterion {
        if ((metAt == null) != (metBy == null)) {
            throw new IllegalArgumentException(
                    "metAt and metBy must both be there, or neither of them");
        }
    }

    /**
     * One that nobody has ticked.
     *
     * @param text in words
     * @return the criterion
     */
    public static Criterion unmet(String text) {
        return new Criterion(text, null, null);
    }

    /**
     * Whether it is ticked.
     *
     * @return true once somebody has
     */
    public boolean met() {
        return metAt != null;
    }
}
