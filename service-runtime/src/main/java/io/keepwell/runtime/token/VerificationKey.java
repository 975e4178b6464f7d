package io.keepwell.runtime.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The key that tokens are checked with, as it is configured. SmallRye JWT reads it when the first
 * token comes; what is wrong with it should be told before.
 *
 * @param text the key itself, empty when it is elsewhere
 * @param location a file or an address, empty or {@code NONE} when there is none
 */
record VerificationKey(String text, String location) {

    private static final String NONE = "NONE";
    private static final String FILE = "file:";

    private static final String CURE =
            "set KEEPWELL_JWT_PUBLIC_KEY to the file (PEM or JWKS) or the https address (JWKS) of"
                    + " the key with which access tokens are checked; see docs/security.md";

    /**
     * Looks whether it can be one. What is behind an address is not asked for: the issuer may come
     * up later.
     *
     * @return this
     * @throws IllegalArgumentException that names the setting and the cure
     */
    VerificationKey checked() {
        if (isSet(text)) {
            requireKey("mp.jwt.verify.publickey", text);
        } else if (!isSet(location)) {
            throw new IllegalArgumentException(
                    "no key is configured, and a service is never open to everybody: " + CURE);
        } else if (!location.startsWith("http:") && !location.startsWith("https:")) {
            requireKey(location, content());
        }
        return this;
    }

    private String content() {
        String path = location.startsWith(FILE) ? location.substring(FILE.length()) : location;
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the key '%s' cannot be read: %s".formatted(location, CURE), e);
        }
    }

    private static void requireKey(String where, String content) {
        if (content.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "%s holds a private key, which no service should ever see: %s"
                            .formatted(where, CURE));
        }
        if (!content.contains("BEGIN PUBLIC KEY")
                && !content.contains("BEGIN CERTIFICATE")
                && !content.strip().startsWith("{")) {
            throw new IllegalArgumentException(
                    "%s holds neither PEM nor a JWKS: %s".formatted(where, CURE));
        }
    }

    private static boolean isSet(String setting) {
        return !setting.isBlank() && !setting.equals(NONE);
    }
}
