package io.keepwell.policy.reaction;

import io.keepwell.model.health.SignalCategory;
import java.util.List;

/**
 * A play as it is written: what starts it and the tasks that it opens. It starts when its trigger
 * begins to hold, and exits when it ceases to.
 *
 * @param id unique within the bundle
 * @param name what people call it
 * @param category what it is for
 * @param trigger what it waits for
 * @param tasks in the order in which people see them, at least one
 * @param successCriteria what must have come about for it to have worked; may be empty
 */
public record PlaySpec(
        String id,
        String name,
        SignalCategory category,
        Condition trigger,
        List<TaskSpec> tasks,
        List<String> successCriteria) {

    /** Copies the lists. */
    public PlaySpec {
        tasks = List.copyOf(tasks);
        successCriteria = List.copyOf(successCriteria);
    }
}
