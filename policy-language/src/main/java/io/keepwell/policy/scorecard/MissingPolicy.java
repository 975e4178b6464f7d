package io.keepwell.policy.scorecard;

/** What a measure without data counts as. */
public enum MissingPolicy {
    /** Nothing: its weight goes to the others of its dimension. The default. */
    SPREAD,
    /** The worst score: who does not tell has something to hide. */
    ZERO,
    /** Half of the best score: neither for nor against the account. */
    NEUTRAL
}
