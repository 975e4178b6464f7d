package io.keepwell.ingest.domain.key;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes write keys: what a system shows to send events. Shown once, kept only as a hash. */
public final class WriteKeys {

    /** What every key begins with, so that it is known for what it is wherever it leaks. */
    public static final String PREFIX = "kw_";

    private static final int RANDOM_BYTES = 32;

    private WriteKeys() {}

    /**
     * Makes a key.
     *
     * @param chance a source of chance that cannot be foretold
     * @return {@code kw_} and 43 characters of Base64url
     */
    public static String generate(SecureRandom chance) {
        byte[] random = new byte[RANDOM_BYTES];
        chance.nextBytes(random);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
