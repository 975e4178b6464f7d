package io.keepwell.policy.reading;

import io.keepwell.policy.PolicyLimits;
import io.keepwell.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document. */
final class Report {

    private final String file;
    private final List<PolicyProblem> found = new ArrayList<>();

    Report(String file) {
        this.file = file;
    }

    void add(Place at, String message, String cure) {
        add(new PolicyProblem(file, at.line(), at.column(), message, cure));
    }

    void add(PolicyProblem problem) {
        found.add(problem);
    }

    /** A place, as a message about another place names it. */
    String nameOf(Place place) {
        return "%s:%d".formatted(file, place.line());
    }

    /** From top to bottom; what an alias repeats is said once. */
    List<PolicyProblem> all() {
        return found.stream().distinct().sorted().limit(PolicyLimits.PROBLEMS_MAX).toList();
    }
}
