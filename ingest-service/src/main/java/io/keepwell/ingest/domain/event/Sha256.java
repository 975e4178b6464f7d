package io.keepwell.ingest.domain.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making, for ids that must be the same whenever the same thing is sent. */
public final class Sha256 {

    private final MessageDigest digest;

    /** Of nothing yet. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Of a text.
     *
     * @param text any text
     * @return 64 lower-case hexadecimal digits, of its UTF-8
     */
    public static String of(String text) {
        var hash = new Sha256();
        hash.digest.update(text.getBytes(StandardCharsets.UTF_8));
        return hash.hex();
    }

    /**
     * Adds a part of a body.
     *
     * @param body the body
     * @param from where the part begins, in bytes from 0
     * @param to where it ends, exclusive
     * @return this
     */
    public Sha256 add(Body body, int from, int to) {
        digest.update(body.bytes(), from, to - from);
        return this;
    }

    /**
     * Adds a text, and its end, so that two texts are not the same as one.
     *
     * @param text any text
     * @return this
     */
    public Sha256 add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /**
     * Ends it.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
