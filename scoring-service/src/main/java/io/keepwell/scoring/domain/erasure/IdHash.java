package io.keepwell.scoring.domain.erasure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An id that must not be kept: who has it can tell that it is this one, and nobody can read it from
 * here. Who tries all ids that there may be finds it, as with every hash of something short.
 *
 * @param salt hexadecimal digits, two a byte
 * @param hash SHA-256 of the salt's bytes and the id's in UTF-8, in hexadecimal digits
 */
public record IdHash(String salt, String hash) {

    /**
     * Hashes an id.
     *
     * @param salt hexadecimal digits, two a byte
     * @param id the id
     * @return its hash
     */
    public static IdHash of(String salt, String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(salt));
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            return new IdHash(salt, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
