package io.keepwell.playbook.domain;

import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.policy.reaction.Condition;

/** What a health change means for a condition. */
public final class Trigger {

    private Trigger() {}

    /**
     * Whether a change tells of what a condition waits for.
     *
     * @param condition the condition
     * @param change the change
     * @return true when it moved the account into a status that the condition names, or raised a
     *     signal that it names, and the condition holds
     */
    public static boolean fires(Condition condition, HealthChange change) {
        return isEdge(condition, change) && holds(condition, change);
    }

    /**
     * Whether a condition holds.
     *
     * @param condition the condition
     * @param change the change that tells how the account is
     * @return true when it holds after the change
     */
    public static boolean holds(Condition condition, HealthChange change) {
        return condition.holds(change.health().status(), change.health().signals());
    }

    private static boolean isEdge(Condition condition, HealthChange change) {
        return switch (change) {
            case StatusChangedV1 moved -> condition.waitsFor(moved.to());
            case SignalRaisedV1 raised -> condition.waitsFor(raised.signal().id());
            case SignalClearedV1 _, ScoreChangedV1 _ -> false;
        };
    }
}
