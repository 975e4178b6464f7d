package io.keepwell.ingest.domain.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The SHA-256 of a write key, which is all that a deployment keeps of it. A plain hash suffices
 * because a write key is 256 bits of chance: there is nothing to guess.
 */
public final class KeyHash {

    private static final String PREFIX = "sha256:";
    private static final int BYTES = 32;

    private final byte[] digest;

    private KeyHash(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Hashes a key.
     *
     * @param key as its holder sends it
     * @return its hash
     */
    public static KeyHash of(String key) {
        try {
            return new KeyHash(
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @param text {@code sha256:} and 64 hexadecimal digits
     * @return the hash
     * @throws IllegalArgumentException when it is no such text; the message does not repeat it,
     *     because it may be a key that somebody forgot to hash
     */
    public static KeyHash parse(String text) {
        String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
        if (!hex.toLowerCase(Locale.ROOT).matches("[0-9a-f]{%d}".formatted(2 * BYTES))) {
            throw new IllegalArgumentException(
                    "must be '%s' and %d hexadecimal digits: the hash of a key, not the key"
                            .formatted(PREFIX, 2 * BYTES));
        }
        return new KeyHash(HexFormat.of().parseHex(hex));
    }

    @Override
    public boolean equals(Object other) {
        // In constant time: how long it takes says nothing about how much is alike.
        return other instanceof KeyHash that && MessageDigest.isEqual(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(digest);
    }
}
