package io.keepwell.init;

import io.keepwell.init.step.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * What came of it.
 *
 * @param outcomes one a thing, in the order of the work
 * @param dryRun whether nothing was done and this is what would have come of it
 * @param took how long it took
 */
public record InitReport(List<Outcome> outcomes, boolean dryRun, Duration took) {

    /** Copies the outcomes. */
    public InitReport {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Whether anything failed, so that the deployment is not ready.
     *
     * @return true if so
     */
    public boolean hasFailed() {
        return outcomes.stream().anyMatch(Outcome.Failed.class::isInstance);
    }

    /**
     * Whether anything was created or changed; in a dry run: would have been.
     *
     * @return true if so
     */
    public boolean hasChanged() {
        return outcomes.stream()
                .anyMatch(outcome ->
                        outcome instanceof Outcome.Created || outcome instanceof Outcome.Changed);
    }
}
