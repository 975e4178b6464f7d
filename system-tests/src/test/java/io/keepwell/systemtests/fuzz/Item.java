package io.keepwell.systemtests.fuzz;

/**
 * An item of a body.
 *
 * @param token stands in its id, and nowhere else but in this item
 * @param fate what must become of it
 */
record Item(String token, Fate fate) {

    /** What must become of an item, wherever its body as a whole can be read. */
    enum Fate {
        /** It is in order: it must be accepted. */
        ACCEPTED,
        /** It breaks a rule: it must be kept with the reason, and not be accepted. */
        REJECTED,
        /** Nobody can say; only what the answer says of it must be true. */
        ANY
    }
}
