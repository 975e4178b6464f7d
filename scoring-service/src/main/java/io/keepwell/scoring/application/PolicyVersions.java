package io.keepwell.scoring.application;

import io.keepwell.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The policies of all times. */
@FunctionalInterface
public interface PolicyVersions {

    /** How many digits tell versions apart that people apply. */
    int DIGITS_MIN = 6;

    /**
     * Finds policies that were applied at some time.
     *
     * @param version the bundle's version, or at least {@value #DIGITS_MIN} first digits that no
     *     other version begins with
     * @return them; empty when none of that version was ever applied, when several begin so, or
     *     when this release cannot read them any more
     */
    Uni<Optional<PolicySet>> find(String version);
}
