package io.keepwell.engine.facts;

/** What became of an event. */
public enum Folding {
    /** It is in the facts. */
    FOLDED,
    /** It is older than the horizon of {@value Days#HORIZON} days; nothing was changed. */
    TOO_LATE
}
