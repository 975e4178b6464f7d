package io.keepwell.alerting.application;

import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.AlertRule;
import java.util.List;
import java.util.Optional;

/** The alert rules by which health changes are judged at this moment. */
@FunctionalInterface
public interface RulesInForce {

    /**
     * The rules in force.
     *
     * @return empty until policies were read for the first time
     */
    Optional<List<Applied<AlertRule>>> rules();
}
