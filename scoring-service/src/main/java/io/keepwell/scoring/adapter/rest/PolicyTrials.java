package io.keepwell.scoring.adapter.rest;

import io.keepwell.engine.trial.Trial;
import io.keepwell.engine.trial.TrialResult;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.trial.PolicyTest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Runs tests of policies, a request at a time: the service has accounts to judge besides. */
@Singleton
final class PolicyTrials {

    /** The most events of all tests of a request together; some seconds. */
    static final int EVENTS_MAX = 500_000;

    private final Semaphore alone = new Semaphore(1);
    private final EventCatalogue catalogue;

    /**
     * With what is known of events.
     *
     * @param catalogue by which they are counted
     */
    PolicyTrials(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Runs tests.
     *
     * @param policies what they are of
     * @param tests which
     * @return what came of each, or empty while those of another request are run
     */
    Optional<List<TrialResult>> run(PolicySet policies, List<PolicyTest> tests) {
        if (!alone.tryAcquire()) {
            return Optional.empty();
        }
        try {
            var trial = new Trial(policies, catalogue);
            return Optional.of(tests.stream().map(trial::run).toList());
        } finally {
            alone.release();
        }
    }
}
