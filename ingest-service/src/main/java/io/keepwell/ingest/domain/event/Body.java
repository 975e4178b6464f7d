package io.keepwell.ingest.domain.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The bytes that were sent. */
public final class Body {

    /**
     * How much of something is kept when it is rejected, in bytes of the JSON that keeps it: a
     * record of Kafka's usual size must hold it, with the reason beside it.
     */
    static final int KEPT_MAX = 900 * 1024;

    private static final int ESCAPED_CONTROL_BYTES = 6;

    /** The contract's JSON writes such characters as two escapes. */
    private static final int ESCAPED_PAIR_BYTES = 12;

    private static final int ASCII_END = 0x80;
    private static final int TWO_BYTES_END = 0x800;

    private final byte[] bytes;

    /**
     * Wraps a body.
     *
     * @param bytes not copied, must not be changed any more
     */
    public Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The bytes.
     *
     * @return not a copy, must not be changed
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * How many bytes it has.
     *
     * @return 0 or more
     */
    public int length() {
        return bytes.length;
    }

    /**
     * A part of it.
     *
     * @param from where the part begins, in bytes from 0
     * @param to where it ends, exclusive
     * @return a copy
     */
    Body part(int from, int to) {
        return new Body(Arrays.copyOfRange(bytes, from, to));
    }

    /**
     * The same with more behind it.
     *
     * @param more what follows
     * @return a copy
     */
    Body and(Body more) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
        System.arraycopy(more.bytes, 0, joined, bytes.length, more.bytes.length);
        return new Body(joined);
    }

    /**
     * All of it, to be kept with a rejection.
     *
     * @return as text where it is text
     */
    public Kept keep() {
        return keep(0, bytes.length);
    }

    /**
     * A part of it, to be kept with a rejection.
     *
     * @param from where the part begins, in bytes from 0
     * @param to where it ends, exclusive
     * @return the part, as text where it is text
     */
    public Kept keep(int from, int to) {
        try {
            CharBuffer text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, from, to - from));
            int end = keptEnd(text);
            return new Kept(text.subSequence(0, end).toString(), null, end == text.length());
        } catch (CharacterCodingException e) {
            int end = Math.min(to, from + KEPT_MAX / 4 * 3);
            String encoded =
                    Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, end));
            return new Kept(null, encoded, end == to);
        }
    }

    /** How many characters can be kept. */
    private static int keptEnd(CharSequence text) {
        int size = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = Character.codePointAt(text, at);
            size += jsonSize(codePoint);
            if (size > KEPT_MAX) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static int jsonSize(int codePoint) {
        if (codePoint < ' ') {
            return ESCAPED_CONTROL_BYTES;
        }
        if (codePoint == '"' || codePoint == '\\') {
            return 2;
        }
        if (codePoint < ASCII_END) {
            return 1;
        }
        if (codePoint < TWO_BYTES_END) {
            return 2;
        }
        return Character.isBmpCodePoint(codePoint) ? 3 : ESCAPED_PAIR_BYTES;
    }

    /**
     * What is kept of something rejected: exactly one of text and Base64.
     *
     * @param text what was sent, if it is valid UTF-8
     * @param base64 what was sent, if it is not
     * @param whole whether it is all of it; a record cannot hold more
     */
    public record Kept(@Nullable String text, @Nullable String base64, boolean whole) {}
}
