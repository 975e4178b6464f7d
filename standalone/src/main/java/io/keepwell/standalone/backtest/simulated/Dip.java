package io.keepwell.standalone.backtest.simulated;

/** What looks bad for a while at a customer who stays. */
enum Dip {
    NONE,
    /** They close for some weeks. */
    CLOSED,
    /** A release that goes wrong, and is mended. */
    BAD_RELEASE,
    /** Their sponsor leaves, and we meet the next one soon. */
    NEW_SPONSOR,
    /** Their administrator is away: nobody comes to meetings, nobody answers. */
    AWAY
}
