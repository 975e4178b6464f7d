package io.keepwell.scoring.simulation;

/** What must hold when all is at rest. */
enum Invariant {
    /** Accepted is folded, duplicate, too late and quarantined, of each account, exactly. */
    CONSERVATION,
    /** What is stored is what the log alone makes of it, byte for byte. */
    STATE,
    /** What was is computed once more from log and history, byte for byte. */
    PAST,
    /** An account's transitions are one chain, numbered from 1 without a gap. */
    CHAIN,
    /** Readers are told each change, in order, and nothing else; what repeats has the same id. */
    WIRE,
    /** All comes to rest once nothing goes wrong any more. */
    REST
}
