package io.keepwell.policy.source;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a signature is written in a header. */
public enum SignatureEncoding {
    /** Hexadecimal digits, in either case. */
    HEX,
    /** Base64 with its padding. */
    BASE64;

    /**
     * All of them.
     *
     * @return in the order in which people should read of them
     */
    public static List<SignatureEncoding> all() {
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

    /**
     * Reads a signature.
     *
     * @param text as it was sent, without prefix
     * @return the bytes, or empty when the text is anything else than this encoding of some
     */
    public Optional<byte[]> decode(String text) {
        try {
            return switch (this) {
                case HEX -> Optional.of(HexFormat.of().parseHex(text));
                case BASE64 -> strictBase64(text);
            };
        } catch (IllegalArgumentException noSuchEncoding) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> strictBase64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        // Java's decoder does not miss the padding, and drops the bits that are left over; no
        // sender that we know of writes either.
        return Base64.getEncoder().encodeToString(bytes).equals(text)
                ? Optional.of(bytes)
                : Optional.empty();
    }
}
