package io.keepwell.policy.source;

/** How signatures stand in their header. */
public sealed interface SignatureList {

    /** The header is one signature. */
    record Single() implements SignatureList {}

    /**
     * Signatures with a space between any two. Those with another prefix than the scheme's are of
     * other schemes, and passed over.
     */
    record SpaceSeparated() implements SignatureList {}

    /**
     * {@code key=value} with a comma between any two. Keys that nobody asks for are passed over.
     *
     * @param signatureKey of the signatures, such as {@code v1}; it may be there several times
     */
    record Pairs(String signatureKey) implements SignatureList {
        /** Checks the key. */
        public Pairs {
            SchemeNames.checkPairKey("the key of the signature", signatureKey);
        }
    }
}
