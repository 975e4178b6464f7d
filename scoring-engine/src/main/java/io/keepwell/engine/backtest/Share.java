package io.keepwell.engine.backtest;

import org.jspecify.annotations.Nullable;

/** Shares, rounded so that a report shows no more digits than anybody can mean. */
final class Share {

    private static final double TO_SIX_PLACES = 1e6;

    private Share() {}

    /** A share, or null of nothing. */
    static @Nullable Double of(double part, double all) {
        return all == 0 ? null : rounded(part / all);
    }

    static @Nullable Double of(long part, long all) {
        return of((double) part, (double) all);
    }

    static double rounded(double number) {
        return Math.rint(number * TO_SIX_PLACES) / TO_SIX_PLACES;
    }
}
