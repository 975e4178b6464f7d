package io.keepwell.engine.backtest;

/**
 * That a customer was lost.
 *
 * @param knownDay the UTC day on which it became known; from then on nobody needed a warning
 * @param day the UTC day as of which the customer was gone
 */
public record Churn(int knownDay, int day) {

    /** The day before which an account can still be warned of. */
    int end() {
        return Math.min(knownDay, day);
    }
}
