package io.keepwell.policy.reaction;

import io.keepwell.model.health.Status;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/**
 * What an alert rule or a play waits for. Both parts must hold where both are given; at least one
 * is.
 *
 * @param statuses the account has one of these; empty where the status does not matter
 * @param signals at least one of these is raised, by id; empty where signals do not matter
 */
public record Condition(Set<Status> statuses, Set<String> signals) {

    /** Copies the sets, and checks that there is something to wait for. */
    public Condition {
        statuses = Set.copyOf(statuses);
        signals = Set.copyOf(signals);
        if (statuses.isEmpty() && signals.isEmpty()) {
            throw new IllegalArgumentException("a condition needs statuses or signals");
        }
    }

    /**
     * Whether it holds.
     *
     * @param status the account's status
     * @param raised the ids of the signals that are raised for it
     * @return true when every part that is given holds
     */
    public boolean holds(Status status, Collection<String> raised) {
        return (statuses.isEmpty() || statuses.contains(status))
                && (signals.isEmpty() || !Collections.disjoint(signals, raised));
    }

    /**
     * Whether it waits for a status: that an account comes into it makes the condition fire, if it
     * holds then.
     *
     * @param entered the status into which an account came
     * @return true when the status is one of those that it names
     */
    public boolean waitsFor(Status entered) {
        return statuses.contains(entered);
    }

    /**
     * Whether it waits for a signal: that it is raised makes the condition fire, if it holds then.
     *
     * @param raised the id of a signal that was raised
     * @return true when the signal is one of those that it names
     */
    public boolean waitsFor(String raised) {
        return signals.contains(raised);
    }
}
