package io.keepwell.engine.backtest;

import io.keepwell.engine.backtest.BacktestReport.Flapping;
import java.util.function.IntFunction;

/** Counts how often what is said of accounts becomes another, and how often that is taken back. */
final class Steadiness {

    private static final int MONTH = 30;

    private long changes;
    private long undone;
    private long days;

    /**
     * Adds an account.
     *
     * @param length how many days there are of it
     * @param said what was said on each of them
     */
    void add(int length, IntFunction<?> said) {
        days += length;
        for (int day = 1; day < length; day++) {
            Object before = said.apply(day - 1);
            if (!said.apply(day).equals(before)) {
                changes++;
                undone += isTakenBack(day, before, length, said) ? 1 : 0;
            }
        }
    }

    /** Whether the next change leads back, soon. */
    private static boolean isTakenBack(
            int changed, Object before, int length, IntFunction<?> said) {
        Object now = said.apply(changed);
        for (int day = changed + 1;
                day < length && day <= changed + Outcomes.UNDONE_WITHIN;
                day++) {
            if (!said.apply(day).equals(now)) {
                return said.apply(day).equals(before);
            }
        }
        return false;
    }

    Flapping flapping() {
        return new Flapping(
                changes,
                Share.of((double) changes * MONTH, (double) days),
                undone,
                Share.of(undone, changes));
    }
}
