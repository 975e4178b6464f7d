package io.keepwell.scoring.simulation;

/**
 * How often what goes wrong, once in so many steps; 0 for never. Each seed has its own: a world in
 * which everything goes wrong all the time shows little of what comes of one fault.
 *
 * @param death a process ends where it is
 * @param pause a process stands still for a while, and goes on as if nothing had been
 * @param disconnect a connection to the database breaks before a statement has done anything
 * @param lostAnswer a commit's answer does not arrive, whether it was made or not
 * @param rebalance partitions change hands
 * @param jump the clock jumps
 */
record Faults(int death, int pause, int disconnect, int lostAnswer, int rebalance, int jump) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);

    static Faults of(Chance chance) {
        return new Faults(
                often(chance, 80),
                often(chance, 30),
                often(chance, 60),
                often(chance, 5),
                often(chance, 4),
                often(chance, 3));
    }

    private static int often(Chance chance, int times) {
        return chance.oneIn(4) ? 0 : times * chance.between(1, 6);
    }
}
