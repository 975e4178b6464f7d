package io.keepwell.ingest.adapter.fields;

import io.keepwell.ingest.domain.event.Printable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decodes XML that is UTF-8, or declares one of the few other encodings that are taken. */
final class XmlDecoder {

    private static final int DECLARATION_BYTES_MAX = 200;
    private static final int SHOWN_MAX = 40;
    private static final String UTF_8 = "utf-8";

    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml\\s[^>]*?\\bencoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

    /** In all of them ASCII is one byte a character, so that the declaration can be read. */
    private static final Map<String, Charset> CHARSETS =
            Map.of(
                    UTF_8,
                    StandardCharsets.UTF_8,
                    "utf8",
                    StandardCharsets.UTF_8,
                    "us-ascii",
                    StandardCharsets.US_ASCII,
                    "iso-8859-1",
                    StandardCharsets.ISO_8859_1,
                    "iso-8859-15",
                    Charset.forName("ISO-8859-15"),
                    "windows-1252",
                    Charset.forName("windows-1252"));

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    /** How UTF-16 and UTF-32 begin, with a byte order mark and without one. */
    private static final List<String> WIDE_BEGINNINGS =
            List.of("\u00FE\u00FF", "\u00FF\u00FE", "\0", "<\0");

    private static final String CURE =
            "send UTF-8, or declare ISO-8859-1, ISO-8859-15 or windows-1252";

    private XmlDecoder() {}

    /** Decodes a body. */
    static XmlText decode(byte[] bytes) {
        int shown = Math.min(bytes.length, DECLARATION_BYTES_MAX);
        String beginning = new String(bytes, 0, shown, StandardCharsets.ISO_8859_1);
        if (WIDE_BEGINNINGS.stream().anyMatch(beginning::startsWith)) {
            return new XmlText.Refused("XML must not be in UTF-16 or UTF-32: " + CURE);
        }
        boolean isMarked = beginning.startsWith(BYTE_ORDER_MARK);
        int begin = isMarked ? BYTE_ORDER_MARK.length() : 0;
        Matcher encoding = ENCODING.matcher(beginning).region(begin, beginning.length());
        String declared = encoding.lookingAt() ? encoding.group(1) : UTF_8;
        @Nullable Charset charset = CHARSETS.get(declared.toLowerCase(Locale.ROOT));
        if (charset == null) {
            return new XmlText.Refused(
                    "XML must not declare the encoding \"%s\": %s"
                            .formatted(Printable.of(declared, SHOWN_MAX), CURE));
        }
        if (isMarked && !charset.equals(StandardCharsets.UTF_8)) {
            return new XmlText.Refused(
                    "XML begins with the byte order mark of UTF-8 but declares \"%s\": drop one of them"
                            .formatted(declared));
        }
        return decode(bytes, begin, charset);
    }

    private static XmlText decode(byte[] bytes, int begin, Charset charset) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, begin, bytes.length - begin);
        // No text has more characters than bytes in any of these charsets.
        CharBuffer out = CharBuffer.allocate(in.remaining());
        CoderResult result = decoder.decode(in, out, true);
        return result.isError()
                ? new XmlText.Refused(
                        "XML must be valid %s, was not at byte %d"
                                .formatted(charset.name(), in.position()))
                : new XmlText.Decoded(out.flip().toString(), charset, begin);
    }
}
