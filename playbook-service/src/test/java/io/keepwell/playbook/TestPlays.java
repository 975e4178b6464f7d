package io.keepwell.playbook;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.Outcomes;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plays as they are shipped, by requirements A12, A14 and A17, written by hand. */
public final class TestPlays {

    /** Whoever leads the managers. */
    public static final String CS_MANAGER = "cs-manager";

    /** The signal that starts the expansion play. */
    public static final String SEATS = "seats-filling";

    /** The signal that starts the save plan. */
    public static final String IN_DANGER = "in-danger";

    private TestPlays() {}

    /**
     * Into red: immediate actions (A12) in the first five working days, then weeks 1 to 4 (A14).
     */
    public static Applied<PlaySpec> churnRisk() {
        return applied(
                new PlaySpec(
                        "churn-risk",
                        "Churn save plan",
                        SignalCategory.RISK,
                        new Condition(Set.of(Status.RED), Set.of()),
                        List.of(
                                task("executive-touchpoint", TaskSpec.CSM, 1),
                                task("root-cause", TaskSpec.CSM, 2),
                                task("save-plan", TaskSpec.CSM, 3),
                                task("internal-sponsor", CS_MANAGER, 4),
                                task("concessions", CS_MANAGER, 5),
                                task("value-assessment", TaskSpec.CSM, 10),
                                task("roadmap-review", "product", 15),
                                task("proposal", TaskSpec.CSM, 20)),
                        List.of(
                                "Executive meeting completed",
                                "Concerns documented and addressed",
                                "Renewal commitment obtained")));
    }

    /** Seats fill up: the approach to an expansion (A17). */
    public static Applied<PlaySpec> expansion() {
        return applied(
                new PlaySpec(
                        "expansion",
                        "Expansion",
                        SignalCategory.EXPANSION,
                        new Condition(Set.of(), Set.of(SEATS)),
                        List.of(
                                task("value-workshop", TaskSpec.CSM, 0),
                                task("business-case", TaskSpec.CSM, 5)),
                        List.of()));
    }

    /**
     * In danger: a plan that people close (A14), with a task that waits for leave (A12) and one
     * that waits for its week (L4).
     */
    public static Applied<PlaySpec> savePlan() {
        return applied(
                new PlaySpec(
                        "save-plan",
                        "Save plan",
                        SignalCategory.RISK,
                        new Condition(Set.of(), Set.of(IN_DANGER)),
                        List.of(
                                task("executive-call", TaskSpec.CSM, 5),
                                new TaskSpec(
                                        "concessions",
                                        "Offer a concession",
                                        null,
                                        TaskSpec.CSM,
                                        5,
                                        null,
                                        "vp-cs"),
                                new TaskSpec(
                                        "value-assessment",
                                        "Assess the value",
                                        null,
                                        TaskSpec.CSM,
                                        10,
                                        5,
                                        null)),
                        List.of(
                                "Executive meeting completed",
                                "Concerns documented and addressed",
                                "Renewal commitment obtained"),
                        Severity.HIGH,
                        Map.of("enterprise", Severity.CRITICAL),
                        new Outcomes("saved", "lost")));
    }

    /** As if it had been applied. */
    public static Applied<PlaySpec> applied(PlaySpec spec) {
        return new Applied<>(spec, new PolicyRef(spec.id(), "version-1"));
    }

    private static TaskSpec task(String id, String role, int days) {
        return new TaskSpec(id, "Do " + id, null, role, days);
    }
}
