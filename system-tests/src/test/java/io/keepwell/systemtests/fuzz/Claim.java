package io.keepwell.systemtests.fuzz;

/**
 * What an answer says of a request's items.
 *
 * @param acceptedMin the fewest that were accepted
 * @param acceptedMax the most
 * @param rejectedMin the fewest that are kept with the reason
 * @param rejectedMax the most
 * @param isJudged whether it says that each item was judged
 */
record Claim(int acceptedMin, int acceptedMax, int rejectedMin, int rejectedMax, boolean isJudged) {

    /** Nothing was done. */
    static final Claim NOTHING = new Claim(0, 0, 0, 0, false);

    /** The body could not be read, and is kept as a whole. */
    static final Claim KEPT_WHOLE = new Claim(0, 0, 1, 1, false);

    /** Nothing was accepted; it does not say what is kept. */
    static final Claim NOT_ACCEPTED = new Claim(0, 0, 0, Integer.MAX_VALUE, false);

    /** It does not say what became of them. */
    static final Claim OPEN = new Claim(0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, false);

    /** So many were accepted, and so many are kept with the reason. */
    static Claim of(int accepted, int rejected) {
        return new Claim(accepted, accepted, rejected, rejected, true);
    }
}
