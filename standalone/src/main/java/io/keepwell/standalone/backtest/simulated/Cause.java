package io.keepwell.standalone.backtest.simulated;

import io.keepwell.model.WireName;

/** Why a customer of a simulated company leaves. */
public enum Cause implements WireName {
    /** Fewer and fewer people use it. */
    USAGE_DECLINE,

    /** The sponsor leaves, nobody takes their place, and interest wanes. */
    SPONSOR_LEFT,

    /** What does not work is not mended. */
    ESCALATIONS,

    /** They use it as before and do not answer any more. */
    DISENGAGEMENT;

    /**
     * As people read it.
     *
     * @return for example {@code usage decline}
     */
    public String title() {
        return wireName().replace('-', ' ');
    }
}
