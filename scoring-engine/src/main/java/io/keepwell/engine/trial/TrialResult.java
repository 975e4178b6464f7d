package io.keepwell.engine.trial;

import io.keepwell.policy.trial.PolicyTest;
import java.util.List;

/**
 * What came of a test.
 *
 * @param test the test
 * @param mismatches what it did not find; empty when it passed
 */
public record TrialResult(PolicyTest test, List<Mismatch> mismatches) {

    /** Copies the list. */
    public TrialResult {
        mismatches = List.copyOf(mismatches);
    }

    /**
     * Whether all was as it was expected.
     *
     * @return true when nothing differs
     */
    public boolean passed() {
        return mismatches.isEmpty();
    }
}
