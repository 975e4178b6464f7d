package io.keepwell.standalone.demo.portfolio;

import io.keepwell.model.health.Status;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the shipped policies make of an account in the end.
 *
 * @param status its status
 * @param alerts the rules whose alerts are open, and no others but {@link #EARLY_WARNING}
 * @param plays the plays that run, and no others
 */
public record Expectation(Status status, Set<String> alerts, Set<String> plays) {

    /** The rule that fires on every fall to red. */
    public static final String HEALTH_RED = "health-red";

    /** The rule that fires when the score falls by more than 20 (requirement A1). */
    public static final String SCORE_DROP = "score-drop";

    /** The rule that fires when the executive sponsor leaves (requirement A2). */
    public static final String SPONSOR_LEFT = "sponsor-left";

    /**
     * The rule that fires when an account does worse than is usual for it. Whether several small
     * things come together for one of an archetype's accounts is left to chance.
     */
    public static final String EARLY_WARNING = "early-warning";

    /** The play that saves what is red. */
    public static final String CHURN_RISK = "churn-risk";

    /** The play that sells more to what is green and near a limit. */
    public static final String EXPANSION = "expansion";

    /** Copies the sets. */
    public Expectation {
        alerts = Set.copyOf(alerts);
        plays = Set.copyOf(plays);
    }

    /**
     * Leaves out what is not declared.
     *
     * @param rules rules whose alerts are open
     * @return those of them that an expectation speaks of
     */
    public static Set<String> declared(Set<String> rules) {
        return rules.stream()
                .filter(rule -> !rule.equals(EARLY_WARNING))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Expectation quiet(Status status) {
        return new Expectation(status, Set.of(), Set.of());
    }

    static Expectation red(String... alerts) {
        return new Expectation(Status.RED, Set.of(alerts), Set.of(CHURN_RISK));
    }
}
