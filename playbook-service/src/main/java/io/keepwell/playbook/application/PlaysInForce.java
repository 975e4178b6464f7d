package io.keepwell.playbook.application;

import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.PlaySpec;
import java.util.List;
import java.util.Optional;

/** Which plays are in force. */
@FunctionalInterface
public interface PlaysInForce {

    /**
     * The plays, in the order of the bundle.
     *
     * @return empty while it is not known which
     */
    Optional<List<Applied<PlaySpec>>> plays();
}
