package io.keepwell.engine.score;

import io.keepwell.policy.scorecard.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account's score is subject to beside its measures. Floors come before caps, so that where
 * they contradict each other the cap holds; a person's word comes last.
 *
 * @param limits those of the card whose conditions hold, in its order
 * @param override a person's word that is in force, or null
 */
public record Adjusting(List<Limit> limits, @Nullable ScoreOverride override) {

    /** Measures alone. */
    public static final Adjusting NOTHING = new Adjusting(List.of(), null);

    /** Copies the list. */
    public Adjusting {
        limits = List.copyOf(limits);
    }
}
