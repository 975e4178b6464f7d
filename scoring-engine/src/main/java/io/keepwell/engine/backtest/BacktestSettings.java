package io.keepwell.engine.backtest;

import java.util.List;

/**
 * What is asked of a backtest.
 *
 * @param fromDay the first UTC day that may be counted
 * @param toDay the last UTC day of which everything is known; nobody knows who is lost after it
 * @param historyDays for so many days after an account's first event it is judged and not counted:
 *     what a card asks of windows is not there yet
 * @param horizons how many days ahead a warning is held against what came, the nearest first
 * @param churn what it is to lose a customer
 * @param seed what chance hangs on
 */
public record BacktestSettings(
        int fromDay,
        int toDay,
        int historyDays,
        List<Integer> horizons,
        ChurnRule churn,
        long seed) {

    /** How many days ahead warnings are looked at if nothing else is asked for. */
    public static final List<Integer> HORIZONS = List.of(30, 60, 90, 180);

    /** For how many days an account is not counted if nothing else is asked for. */
    public static final int HISTORY_DAYS = 30;

    /** Checks the range, and copies the horizons. */
    public BacktestSettings {
        if (fromDay > toDay) {
            throw new IllegalArgumentException(
                    "fromDay %d must not be after toDay %d".formatted(fromDay, toDay));
        }
        if (historyDays < 0) {
            throw new IllegalArgumentException(
                    "historyDays must be 0 or more, was %d".formatted(historyDays));
        }
        horizons = horizons.stream().sorted().distinct().toList();
        if (horizons.isEmpty() || horizons.getFirst() < 1) {
            throw new IllegalArgumentException(
                    "horizons must be 1 day or more, were %s".formatted(horizons));
        }
    }
}
