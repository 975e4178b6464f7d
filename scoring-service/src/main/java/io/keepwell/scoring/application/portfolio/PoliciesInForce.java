package io.keepwell.scoring.application.portfolio;

import io.keepwell.policy.PolicySet;
import io.smallrye.mutiny.Uni;

/** The policies in force, for who reads by them. */
@FunctionalInterface
public interface PoliciesInForce {

    /**
     * All that they say.
     *
     * @return the policies; a failure before there are any
     */
    Uni<PolicySet> now();
}
