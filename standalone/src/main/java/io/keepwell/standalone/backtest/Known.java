package io.keepwell.standalone.backtest;

import io.keepwell.model.WireName;

/** When an event of a file counts as known. */
public enum Known implements WireName {
    /** When it occurred, as exports do not tell when anybody heard of it. */
    OCCURRED,

    /** When Keepwell received it, as events tell that it has accepted. */
    RECEIVED;

    @Override
    public String toString() {
        return wireName();
    }
}
