package io.keepwell.scoring.application.portfolio;

import io.keepwell.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The policies in force, for who reads by them. */
@FunctionalInterface
public interface PoliciesInForce {

    /**
     * All that they say.
     *
     * @return the policies, or empty before there are any
     */
    Uni<Optional<PolicySet>> now();
}
