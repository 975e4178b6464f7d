package io.keepwell.playbook;

import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import java.util.List;
import java.util.Set;

/** Plays as they are shipped, by requirements A12, A14 and A17, written by hand. */
public final class TestPlays {

    /** Whoever leads the managers. */
    public static final String CS_MANAGER = "cs-manager";

    /** The signal that starts the expansion play. */
    public static final String SEATS = "seats-filling";

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

    /** As if it had been applied. */
    public static Applied<PlaySpec> applied(PlaySpec spec) {
        return new Applied<>(spec, new PolicyRef(spec.id(), "version-1"));
    }

    private static TaskSpec task(String id, String role, int days) {
        return new TaskSpec(id, "Do " + id, null, role, days);
    }
}
