package io.keepwell.policy.reaction;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.SignalCategory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A play as it is written: what starts it and the tasks that it opens. It starts when its trigger
 * begins to hold, and exits when it ceases to.
 *
 * <p>Runs keep it as it was when they began, so what came later may be absent.
 *
 * @param id unique within the bundle
 * @param name what people call it
 * @param category what it is for
 * @param trigger what it waits for
 * @param tasks in the order in which people see them, at least one
 * @param successCriteria what must have come about for it to have worked; may be empty
 * @param riskLevel how much an account is at risk for which it starts (requirement A14)
 * @param riskLevelBySegment where that differs, by the account's segment
 * @param outcomes what may come of it: a person closes it with one of them, and the last of its
 *     tasks does not; absent where its tasks are all there is to it
 */
public record PlaySpec(
        String id,
        String name,
        SignalCategory category,
        Condition trigger,
        List<TaskSpec> tasks,
        List<String> successCriteria,
        @Nullable Severity riskLevel,
        @Nullable Map<String, Severity> riskLevelBySegment,
        @Nullable Outcomes outcomes) {

    /** Copies the lists and the map, and checks that a success can be told. */
    public PlaySpec {
        tasks = List.copyOf(tasks);
        successCriteria = List.copyOf(successCriteria);
        riskLevelBySegment = riskLevelBySegment == null ? null : Map.copyOf(riskLevelBySegment);
        if (outcomes != null && successCriteria.isEmpty()) {
            throw new IllegalArgumentException("outcomes need success criteria");
        }
    }

    /**
     * Whose tasks are all there is to it.
     *
     * @param id unique within the bundle
     * @param name what people call it
     * @param category what it is for
     * @param trigger what it waits for
     * @param tasks in the order in which people see them, at least one
     * @param successCriteria what must have come about for it to have worked; may be empty
     */
    public PlaySpec(
            String id,
            String name,
            SignalCategory category,
            Condition trigger,
            List<TaskSpec> tasks,
            List<String> successCriteria) {
        this(id, name, category, trigger, tasks, successCriteria, null, null, null);
    }

    /**
     * How much an account is at risk for which it starts.
     *
     * @param segment the account's segment, if it is known
     * @return the level, or null where the play does not say
     */
    public @Nullable Severity riskLevelIn(@Nullable String segment) {
        Severity own =
                segment == null || riskLevelBySegment == null
                        ? null
                        : riskLevelBySegment.get(segment);
        return own == null ? riskLevel : own;
    }
}
