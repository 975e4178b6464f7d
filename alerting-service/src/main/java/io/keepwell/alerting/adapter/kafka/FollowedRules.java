package io.keepwell.alerting.adapter.kafka;

import io.keepwell.alerting.application.RulesInForce;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.runtime.policy.PolicyFollower;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The rules of the policies that topic {@code keepwell.policies} tells. */
@Singleton
class FollowedRules implements RulesInForce {

    private final PolicyFollower policies;

    FollowedRules(PolicyFollower policies) {
        this.policies = policies;
    }

    @Override
    public Optional<List<Applied<AlertRule>>> rules() {
        return policies.inForce().map(PolicySet::alertRules);
    }
}
