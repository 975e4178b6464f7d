package io.keepwell.scoring.application.fold;

/**
 * What became of events. Nothing is lost: accepted is the sum of the others.
 *
 * @param accepted events that were read from the log
 * @param folded events that are in the facts
 * @param duplicate events that had been seen before
 * @param tooLate events that are older than the horizon
 * @param quarantined events that could not be folded
 * @param erased events of accounts that had been erased since
 */
public record Counts(
        long accepted, long folded, long duplicate, long tooLate, long quarantined, long erased) {

    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    static final Counts FOLDED = new Counts(1, 1, 0, 0, 0, 0);
    static final Counts DUPLICATE = new Counts(1, 0, 1, 0, 0, 0);
    static final Counts TOO_LATE = new Counts(1, 0, 0, 1, 0, 0);
    static final Counts QUARANTINED = new Counts(1, 0, 0, 0, 1, 0);
    static final Counts ERASED = new Counts(1, 0, 0, 0, 0, 1);

    Counts plus(Counts other) {
        return new Counts(
                accepted + other.accepted,
                folded + other.folded,
                duplicate + other.duplicate,
                tooLate + other.tooLate,
                quarantined + other.quarantined,
                erased + other.erased);
    }
}
