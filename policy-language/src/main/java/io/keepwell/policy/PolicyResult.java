package io.keepwell.policy;

import java.util.List;

/**
 * What came of reading policies: the thing itself, or everything that is wrong with it.
 *
 * @param <T> the thing
 */
public sealed interface PolicyResult<T> {

    /**
     * It can be used.
     *
     * @param value the thing
     * @param <T> the thing
     */
    record Accepted<T>(T value) implements PolicyResult<T> {}

    /**
     * It cannot be used.
     *
     * @param problems at least one, by file and line
     * @param <T> the thing
     */
    record Refused<T>(List<PolicyProblem> problems) implements PolicyResult<T> {

        /** Sorts the problems. */
        public Refused {
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs at least one problem");
            }
            problems = problems.stream().sorted().toList();
        }
    }
}
