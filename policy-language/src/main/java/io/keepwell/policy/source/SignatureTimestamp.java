package io.keepwell.policy.source;

/** Where a request says when it was signed. */
public sealed interface SignatureTimestamp {

    /** It does not say it. */
    record None() implements SignatureTimestamp {}

    /**
     * In a header of its own.
     *
     * @param name the header's
     * @param format how the time is written
     */
    record InHeader(String name, TimestampFormat format) implements SignatureTimestamp {
        /** Checks the name. */
        public InHeader {
            SchemeNames.checkHeader("the header of the timestamp", name);
        }
    }

    /**
     * In the header of the signature, as one of its pairs.
     *
     * @param key the pair's, such as {@code t}
     * @param format how the time is written
     */
    record InPair(String key, TimestampFormat format) implements SignatureTimestamp {
        /** Checks the key. */
        public InPair {
            SchemeNames.checkPairKey("the key of the timestamp", key);
        }
    }
}
