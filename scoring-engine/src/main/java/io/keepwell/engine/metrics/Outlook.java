package io.keepwell.engine.metrics;

/**
 * In how many days answers may be others than they are, though no event comes: the window's edge
 * that is nearest to a day with events, a date that comes closer. Gathered while the questions are
 * asked. One thread's own.
 */
public final class Outlook {

    /** No answer changes by itself. */
    public static final int NEVER = Integer.MAX_VALUE;

    private final int most;
    private int nearest = NEVER;

    /**
     * Looks ahead.
     *
     * @param most how many days, 1 or more: what comes later is not looked for
     */
    public Outlook(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be 1 or more, was %d".formatted(most));
        }
        this.most = most;
    }

    /** How many days are looked ahead. */
    int most() {
        return most;
    }

    /**
     * Notes that an answer may be another one.
     *
     * @param days in how many days, 1 or more
     */
    void in(int days) {
        nearest = Math.min(nearest, Math.max(1, days));
    }

    /**
     * Tells of all that was asked since the last call.
     *
     * @return in how many days the first of the answers may be another one, 1 or more; {@link
     *     #NEVER} when none may within the days that are looked ahead
     */
    public int take() {
        int taken = nearest > most ? NEVER : nearest;
        nearest = NEVER;
        return taken;
    }
}
