package io.keepwell.ingest.adapter.json;

import io.keepwell.ingest.domain.event.Body;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Write keys that stand in a body. They are found byte by byte, so that they are found in bodies
 * too that are no JSON.
 */
public final class WrittenKeys {

    private static final byte[] FIELD = "\"writeKey\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte MASK = '*';

    private WrittenKeys() {}

    /**
     * The body without its keys: what is kept of something rejected is for others to read.
     *
     * @param body any body
     * @return the same length, with stars for what the keys are; the body itself when it has none
     */
    public static Body masked(Body body) {
        byte[] bytes = body.bytes();
        int from = begin(bytes, 0);
        if (from < 0) {
            return body;
        }
        byte[] masked = bytes.clone();
        while (from >= 0) {
            int to = end(bytes, from);
            for (int at = from; at < to; at++) {
                masked[at] = MASK;
            }
            from = begin(bytes, to);
        }
        return new Body(masked);
    }

    /** The first key in a body. */
    static Optional<String> first(Body body) {
        int from = begin(body.bytes(), 0);
        return from < 0
                ? Optional.empty()
                : Optional.of(
                        new String(
                                body.bytes(),
                                from,
                                end(body.bytes(), from) - from,
                                StandardCharsets.UTF_8));
    }

    /** Where the next key begins, behind its opening quote; less than 0 where there is none. */
    private static int begin(byte[] bytes, int from) {
        for (int at = from; at + FIELD.length < bytes.length; at++) {
            if (isField(bytes, at)) {
                int value = skipBlanks(bytes, at + FIELD.length);
                if (value < bytes.length && bytes[value] == ':') {
                    value = skipBlanks(bytes, value + 1);
                    if (value < bytes.length && bytes[value] == '"') {
                        return value + 1;
                    }
                }
            }
        }
        return -1;
    }

    private static boolean isField(byte[] bytes, int from) {
        for (int at = 0; at < FIELD.length; at++) {
            if (bytes[from + at] != FIELD[at]) {
                return false;
            }
        }
        return true;
    }

    private static int skipBlanks(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && Character.isWhitespace(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Where a key ends; keys of ours have no escapes. */
    private static int end(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
