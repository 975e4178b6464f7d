package io.keepwell.scoring.application;

import io.keepwell.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The policies of all times. */
@FunctionalInterface
public interface PolicyVersions {

    /**
     * Finds policies that were applied at some time.
     *
     * @param version the bundle's version
     * @return them; empty when none of that version was ever applied, or when this release cannot
     *     read them any more
     */
    Uni<Optional<PolicySet>> find(String version);
}
