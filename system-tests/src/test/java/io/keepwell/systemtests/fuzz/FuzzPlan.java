package io.keepwell.systemtests.fuzz;

/**
 * What to run, as {@code -Dkeepwell.fuzz.*} say.
 *
 * @param seed what all chance is made of
 * @param bodies how many malformed bodies to send
 * @param only the one request to send, less than 0 for all
 */
record FuzzPlan(long seed, long bodies, long only) {

    /** As many as continuous integration has time for. */
    private static final long SHORT = 20_000;

    /** From here on it repays to let the service's optimizing compiler work. */
    private static final long LONG = 100_000;

    static FuzzPlan ofProperties() {
        return new FuzzPlan(
                Long.getLong("keepwell.fuzz.seed", System.nanoTime()),
                Long.getLong("keepwell.fuzz.bodies", SHORT),
                Long.getLong("keepwell.fuzz.only", -1));
    }

    boolean isLong() {
        return bodies >= LONG;
    }

    /** How to send one request again. */
    String again(long number) {
        return "./keepwell fuzz --seed %d --only %d".formatted(seed, number);
    }
}
