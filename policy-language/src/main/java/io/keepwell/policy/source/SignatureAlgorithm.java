package io.keepwell.policy.source;

import java.util.Arrays;
import java.util.List;

/** How a signature is computed. */
public enum SignatureAlgorithm {
    /** HMAC with SHA-256, keyed with the secret. */
    HMAC_SHA256("hmac-sha256", 32),
    /** HMAC with SHA-1, keyed with the secret: the collisions of SHA-1 do not touch it. */
    HMAC_SHA1("hmac-sha1", 20),
    /** HMAC with SHA-512, keyed with the secret. */
    HMAC_SHA512("hmac-sha512", 64),
    /**
     * A plain SHA-256 of a message that holds the secret. It is weaker than an HMAC: who has seen
     * one signature can sign the same message with more behind it.
     */
    SHA256("sha256", 32),
    /** Ed25519: the sender signs with its own key, and we only have the public one. */
    ED25519("ed25519", 64);

    private final String word;
    private final int bytes;

    SignatureAlgorithm(String word, int bytes) {
        this.word = word;
        this.bytes = bytes;
    }

    /**
     * All of them.
     *
     * @return in the order in which people should read of them
     */
    public static List<SignatureAlgorithm> all() {
        return Arrays.asList(values());
    }

    /**
     * The word for it in documents.
     *
     * @return lower-case
     */
    public String word() {
        return word;
    }

    /**
     * How long its signatures are.
     *
     * @return in bytes, before they are encoded
     */
    public int bytes() {
        return bytes;
    }
}
