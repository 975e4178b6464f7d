package io.keepwell.scoring.simulation;

import java.util.List;
import java.util.stream.Collectors;

/** Runs one seed. */
final class Simulation {

    /** Runs one seed alone. */
    static final String SEED = "keepwell.simulation.seed";

    /** How many seeds are run. */
    static final String SEEDS = "keepwell.simulation.seeds";

    private Simulation() {}

    /**
     * What came of a seed.
     *
     * @param seed the seed
     * @param violations what does not hold, empty when all does
     * @param digest equal for equal schedules
     * @param count how many steps there were
     * @param last the last steps
     */
    record Outcome(long seed, List<Violation> violations, long digest, long count, String last) {

        boolean isGood() {
            return violations.isEmpty();
        }

        /** For whoever has to find out what happened. */
        String told() {
            return """
            seed %d, %d steps; run it alone with -D%s=%d
            the last steps:
            %s
            what does not hold:
            %s\
            """
                    .formatted(
                            seed,
                            count,
                            SEED,
                            seed,
                            last,
                            violations.stream()
                                    .map(it -> "%s: %s".formatted(it.invariant(), it.detail()))
                                    .collect(Collectors.joining("\n")));
        }
    }

    static Outcome run(long seed, Variant variant) {
        var world = new World(seed, variant);
        boolean isAtRest = world.run();
        List<Violation> violations = Inspection.of(world);
        if (violations.isEmpty() && !isAtRest) {
            violations = List.of(new Violation(Invariant.REST, "there is still something to do"));
        }
        return new Outcome(
                seed,
                violations,
                world.steps().digest(),
                world.steps().count(),
                world.steps().told());
    }
}
