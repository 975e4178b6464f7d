package io.keepwell.policy.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the text of a secret becomes the bytes of a key. */
public enum SecretForm {
    /** The characters themselves, in UTF-8. */
    TEXT,
    /**
     * Base64, after {@code whsec_} if the secret begins with that; for a public key, after {@code
     * whpk_}.
     */
    BASE64;

    /**
     * All of them.
     *
     * @return in the order in which people should read of them
     */
    public static List<SecretForm> all() {
        return Arrays.asList(values());
    }

    /**
     * The word for it in documents.
     *
     * @return lower-case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
