package io.keepwell.playbook.application;

import io.keepwell.playbook.domain.Run;
import java.util.Set;

/**
 * A run of a play and the account that it is for.
 *
 * @param account what is kept of the account
 * @param run the run as it stands; one that has ended has no open tasks
 * @param people who has one of its tasks to do or to approve, or had when the task ended
 */
public record HeldPlay(Held account, Run run, Set<String> people) {

    /** Copies the set. */
    public HeldPlay {
        people = Set.copyOf(people);
    }
}
