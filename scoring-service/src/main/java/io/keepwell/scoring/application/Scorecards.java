package io.keepwell.scoring.application;

import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.scorecard.Scorecard;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The scorecards of all policies that were ever applied. */
public interface Scorecards {

    /**
     * Finds a card.
     *
     * @param policyVersion the bundle that it was applied in
     * @param card its id, and the version of its document
     * @return the card, or empty when it is not kept or cannot be read any more
     */
    Uni<Optional<Scorecard>> find(String policyVersion, PolicyRef card);
}
