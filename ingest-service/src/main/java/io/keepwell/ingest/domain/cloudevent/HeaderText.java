package io.keepwell.ingest.domain.cloudevent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Attribute values as the HTTP binding of CloudEvents 1.0.2, section 3.1.3.2, writes them. */
public final class HeaderText {

    private static final int HEX = 16;
    private static final int ESCAPE_LENGTH = 3;
    private static final int BYTE_MAX = 0xFF;

    private HeaderText() {}

    /**
     * Reads a header's value: takes it out of its quotes, then decodes what is percent-encoded,
     * once.
     *
     * @param value as it was sent, each character a byte
     * @return the text
     * @throws IllegalArgumentException with the cure, when it is not UTF-8 after decoding
     */
    public static String decode(String value) {
        String unquoted = unquoted(value);
        var bytes = ByteBuffer.allocate(unquoted.length());
        int at = 0;
        while (at < unquoted.length()) {
            char c = unquoted.charAt(at);
            if (c > BYTE_MAX) {
                throw new IllegalArgumentException("must be percent-encoded where it is not ASCII");
            }
            int decoded = c == '%' ? escaped(unquoted, at) : -1;
            if (decoded < 0) {
                bytes.put((byte) c);
                at++;
            } else {
                bytes.put((byte) decoded);
                at += ESCAPE_LENGTH;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("must be percent-encoded UTF-8, was not UTF-8", e);
        }
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        var text = new StringBuilder(value.length());
        for (int at = 1; at < value.length() - 1; at++) {
            char c = value.charAt(at);
            if (c == '\\' && at + 1 < value.length() - 1) {
                at++;
                c = value.charAt(at);
            }
            text.append(c);
        }
        return text.toString();
    }

    /** The byte that an escape stands for, or less than 0 where there is no whole escape. */
    private static int escaped(String text, int at) {
        if (at + ESCAPE_LENGTH > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), HEX);
        int low = Character.digit(text.charAt(at + 2), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }
}
