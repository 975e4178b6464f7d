package io.keepwell.alerting;

import io.keepwell.alerting.application.RulesInForce;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.LadderStep;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules that tests live by, whatever the topic of policies tells. */
@Alternative
@Priority(1)
@Singleton
public class TestRules implements RulesInForce {

    public static final String VERSION = "77e0";

    /** As seed 004 has it: red, and critical in the enterprise segment. */
    public static final String RED = "status-red";

    /** Requirement A2: critical in every segment. */
    public static final String SPONSOR_LEFT = "sponsor-left";

    /** Its time runs out at once. */
    public static final String HASTY = "hasty";

    /** Requirement A11. */
    public static final List<LadderStep> LADDER =
            List.of(
                    new LadderStep(8, List.of("cs-manager")),
                    new LadderStep(15, List.of("vp-cs", "executive-sponsor")));

    private volatile List<Applied<AlertRule>> rules = all();

    @Override
    public Optional<List<Applied<AlertRule>>> rules() {
        return Optional.of(rules);
    }

    /** All rules but one. */
    public void without(String id) {
        rules = all().stream().filter(it -> !it.ref().id().equals(id)).toList();
    }

    public void reset() {
        rules = all();
    }

    public static List<Applied<AlertRule>> all() {
        return List.of(
                rule(
                        RED,
                        "Account is red",
                        new Condition(Set.of(Status.RED), Set.of()),
                        Severity.HIGH,
                        Map.of("enterprise", Severity.CRITICAL),
                        Duration.ofHours(1)),
                rule(
                        SPONSOR_LEFT,
                        "Executive sponsor left",
                        new Condition(Set.of(), Set.of("sponsor-left", "champion-left")),
                        Severity.CRITICAL,
                        Map.of(),
                        Duration.ofHours(1)),
                rule(
                        HASTY,
                        "Hasty",
                        new Condition(Set.of(), Set.of("hasty")),
                        Severity.MEDIUM,
                        Map.of(),
                        Duration.ofMillis(1)));
    }

    /** Requirements A9 and A10 where an hour is an hour. */
    private static Applied<AlertRule> rule(
            String id,
            String name,
            Condition when,
            Severity severity,
            Map<String, Severity> bySegment,
            Duration hour) {
        return new Applied<>(
                new AlertRule(
                        id,
                        name,
                        SignalCategory.RISK,
                        when,
                        severity,
                        bySegment,
                        Map.of(
                                Severity.CRITICAL,
                                hour.multipliedBy(24),
                                Severity.HIGH,
                                hour.multipliedBy(48),
                                Severity.MEDIUM,
                                hour.multipliedBy(48)),
                        LADDER),
                new PolicyRef(id, VERSION));
    }
}
