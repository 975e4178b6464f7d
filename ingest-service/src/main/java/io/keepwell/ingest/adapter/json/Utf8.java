package io.keepwell.ingest.adapter.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks bytes before the JSON reader sees them. The reader would guess other encodings by the
 * zeros in them, skip a byte order mark, and let overlong sequences pass.
 */
final class Utf8 {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int CHARS_AT_ONCE = 2048;

    private Utf8() {}

    /** Says what is wrong with the bytes, if anything is. */
    static Optional<String> objection(byte[] bytes, int from, int to) {
        if (isMarked(bytes, from, to)) {
            return Optional.of("JSON must not begin with a byte order mark");
        }
        boolean ascii = true;
        for (int at = from; at < to; at++) {
            if (bytes[at] <= 0) {
                if (bytes[at] == 0) {
                    return Optional.of(
                            "JSON must not hold a zero byte, had one at byte %d"
                                    .formatted(at - from));
                }
                ascii = false;
            }
        }
        return ascii ? Optional.empty() : decoded(bytes, from, to);
    }

    /** Whether the bytes begin with a byte order mark, which is valid UTF-8 anywhere else. */
    static boolean isMarked(byte[] bytes, int from, int to) {
        return to - from >= BYTE_ORDER_MARK.length
                && bytes[from] == BYTE_ORDER_MARK[0]
                && bytes[from + 1] == BYTE_ORDER_MARK[1]
                && bytes[from + 2] == BYTE_ORDER_MARK[2];
    }

    private static Optional<String> decoded(byte[] bytes, int from, int to) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(Math.min(CHARS_AT_ONCE, to - from));
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isError()
                ? Optional.of(
                        "JSON must be valid UTF-8, was not at byte %d"
                                .formatted(in.position() - from))
                : Optional.empty();
    }
}
