package io.keepwell.playbook.adapter.kafka;

import io.keepwell.playbook.application.PlaysInForce;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.runtime.policy.PolicyFollower;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The plays of topic {@code keepwell.policies}. */
@Singleton
class FollowedPlays implements PlaysInForce {

    private final PolicyFollower policies;

    FollowedPlays(PolicyFollower policies) {
        this.policies = policies;
    }

    @Override
    public Optional<List<Applied<PlaySpec>>> plays() {
        return policies.inForce().map(PolicySet::plays);
    }
}
