package io.keepwell.engine.backtest;

import io.keepwell.model.WireName;

/** What of a verdict counts as a warning that the customer may leave. */
public enum Flag implements WireName {
    /** The status is red. */
    RED,

    /** The status is red or yellow. */
    RED_OR_YELLOW,

    /** A signal of category risk is raised. */
    RISK_SIGNAL,

    /** The status is red, or a signal of category risk is raised. */
    RED_OR_RISK_SIGNAL,

    /** An alert of category risk is open: the condition of one of the policies' rules holds. */
    ALERT
}
