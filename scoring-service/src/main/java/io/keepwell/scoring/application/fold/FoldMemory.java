package io.keepwell.scoring.application.fold;

/** How much of a service's memory is for accounts. */
public final class FoldMemory {

    private static final long MIB = 1024L * 1024;

    /** What the service is shipped with, and what was measured to leave it room for all else. */
    private static final long SHIPPED_MIB = 192;

    private static final int SHIPPED_ROWS = 60_000;

    /** Of rows of about 1 kB: six tenths of what is given beyond, for collecting needs the rest. */
    private static final long ROWS_A_MIB = 600;

    private FoldMemory() {}

    /**
     * How many rows of accounts to keep. An account that is not in memory is read from the database
     * with its next event, which costs more than to fold it.
     *
     * @param heapBytes the most that the service's heap may grow to
     * @return 60,000 with the 192 MiB that it is shipped with or less, 600 more for each MiB beyond
     */
    public static int rows(long heapBytes) {
        long beyond = Math.max(0, heapBytes / MIB - SHIPPED_MIB);
        return Math.clamp(SHIPPED_ROWS + beyond * ROWS_A_MIB, SHIPPED_ROWS, Integer.MAX_VALUE);
    }
}
