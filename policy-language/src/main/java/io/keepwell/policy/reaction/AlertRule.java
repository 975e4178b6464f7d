package io.keepwell.policy.reaction;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.SignalCategory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When an alert fires for an account, and how much it presses. It fires when its condition begins
 * to hold, and resolves when it ceases to.
 *
 * @param id unique within the bundle
 * @param name what people call it
 * @param category what it speaks of
 * @param when what it waits for
 * @param severity how much it presses
 * @param severityBySegment where that differs, by the account's segment
 * @param respondWithin how long people have to answer, for every severity (requirements A9, A10)
 * @param escalation the steps of its ladder after the first, in their order (requirement A11)
 */
public record AlertRule(
        String id,
        String name,
        SignalCategory category,
        Condition when,
        Severity severity,
        Map<String, Severity> severityBySegment,
        Map<Severity, Duration> respondWithin,
        List<LadderStep> escalation) {

    /** Copies the maps and the list, and checks that every severity has its time. */
    public AlertRule {
        severityBySegment = Map.copyOf(severityBySegment);
        respondWithin = Map.copyOf(respondWithin);
        escalation = List.copyOf(escalation);
        for (Severity any : Severity.values()) {
            if (!respondWithin.containsKey(any)) {
                throw new IllegalArgumentException("respondWithin lacks " + any.wireName());
            }
        }
    }

    /**
     * Whose alerts stay with the account's manager.
     *
     * @param id unique within the bundle
     * @param name what people call it
     * @param category what it speaks of
     * @param when what it waits for
     * @param severity how much it presses
     * @param severityBySegment where that differs, by the account's segment
     * @param respondWithin how long people have to answer, for every severity
     */
    public AlertRule(
            String id,
            String name,
            SignalCategory category,
            Condition when,
            Severity severity,
            Map<String, Severity> severityBySegment,
            Map<Severity, Duration> respondWithin) {
        this(id, name, category, when, severity, severityBySegment, respondWithin, List.of());
    }

    /**
     * How much it presses for an account.
     *
     * @param segment the account's segment, if it is known
     * @return the severity
     */
    public Severity severityIn(@Nullable String segment) {
        return segment == null ? severity : severityBySegment.getOrDefault(segment, severity);
    }
}
