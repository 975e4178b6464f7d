package io.keepwell.engine.backtest;

import org.jspecify.annotations.Nullable;

/**
 * Warnings held against what came, in account-days: one for each account and day that counts.
 *
 * @param flaggedLost flagged, and lost within the horizon
 * @param flaggedKept flagged, and not lost within it
 * @param unflaggedLost not flagged, and lost within it
 * @param unflaggedKept not flagged, and not lost within it
 */
public record Confusion(
        long flaggedLost, long flaggedKept, long unflaggedLost, long unflaggedKept) {

    /**
     * How many account-days there are.
     *
     * @return 0 or more
     */
    public long all() {
        return flaggedLost + flaggedKept + unflaggedLost + unflaggedKept;
    }

    /**
     * The share of flagged account-days on which the customer was lost within the horizon.
     *
     * @return 0 to 1, or null when none was flagged
     */
    public @Nullable Double precision() {
        return Share.of(flaggedLost, flaggedLost + flaggedKept);
    }

    /**
     * The share that was flagged of the account-days before a loss.
     *
     * @return 0 to 1, or null when nobody was lost
     */
    public @Nullable Double recall() {
        return Share.of(flaggedLost, flaggedLost + unflaggedLost);
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @return 0 to 1, or null when either is not known
     */
    public @Nullable Double f1() {
        return precision() == null || recall() == null
                ? null
                : Share.of(2 * flaggedLost, 2 * flaggedLost + flaggedKept + unflaggedLost);
    }

    /**
     * The share of account-days before a loss among all: the precision of whoever flags at random.
     *
     * @return 0 to 1, or null when there are none
     */
    public @Nullable Double baseRate() {
        return Share.of(flaggedLost + unflaggedLost, all());
    }
}
