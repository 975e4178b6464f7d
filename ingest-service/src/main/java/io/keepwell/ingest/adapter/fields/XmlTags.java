package io.keepwell.ingest.adapter.fields;

import java.nio.charset.StandardCharsets;

/**
 * Follows an XML reader through its text from tag to tag, to say where elements begin and end in
 * bytes. The reader's own places are not exact where it fills its buffers. All that is followed was
 * read by the reader before, so it is well-formed.
 */
final class XmlTags {

    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";
    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";
    private static final String INSTRUCTION = "<?";
    private static final String INSTRUCTION_END = "?>";

    private static final int ASCII_END = 0x80;
    private static final int TWO_BYTES_END = 0x800;

    private final String text;
    private final boolean isUtf8;

    /** Where the last tag begins and ends. */
    private int tagBegin;

    private int tagEnd;

    /** Whether the last tag is of an element without an end tag, which has not ended yet. */
    private boolean isEmptyElement;

    /** A place of which it is known how many bytes come before it in the body. */
    private int countedTo;

    private int bytesBefore;

    XmlTags(XmlText.Decoded decoded) {
        this.text = decoded.text();
        this.isUtf8 = decoded.charset().equals(StandardCharsets.UTF_8);
        this.bytesBefore = decoded.begin();
    }

    /** Follows the reader to the start of an element. */
    void start() {
        nextTag();
        isEmptyElement = tagEnd >= 2 && text.charAt(tagEnd - 2) == '/';
    }

    /** Follows the reader to the end of an element. */
    void end() {
        if (isEmptyElement) {
            isEmptyElement = false;
        } else {
            nextTag();
        }
    }

    /** Where the last tag begins in the body, in bytes; never asked for an earlier one. */
    int tagBeginByte() {
        return bytesBefore(tagBegin);
    }

    /** Where the last tag ends in the body, in bytes, exclusive; never asked for an earlier one. */
    int tagEndByte() {
        return bytesBefore(tagEnd);
    }

    private void nextTag() {
        int at = indexOf("<", tagEnd);
        int markupEnd = otherMarkupEnd(at);
        while (markupEnd >= 0) {
            at = indexOf("<", markupEnd);
            markupEnd = otherMarkupEnd(at);
        }
        tagBegin = at;
        tagEnd = end(at);
    }

    /**
     * Where a comment, a CDATA section or a processing instruction ends, or -1 if there is none.
     */
    private int otherMarkupEnd(int at) {
        if (text.startsWith(COMMENT, at)) {
            return after(COMMENT_END, at + COMMENT.length());
        }
        if (text.startsWith(CDATA, at)) {
            return after(CDATA_END, at + CDATA.length());
        }
        return text.startsWith(INSTRUCTION, at)
                ? after(INSTRUCTION_END, at + INSTRUCTION.length())
                : -1;
    }

    /** Where a tag ends, which may have the sign of its end in the values of its attributes. */
    private int end(int begin) {
        char quote = 0;
        for (int at = begin; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return at + 1;
            }
        }
        return text.length();
    }

    private int indexOf(String sought, int from) {
        int at = text.indexOf(sought, from);
        return at < 0 ? text.length() : at;
    }

    private int after(String sought, int from) {
        return Math.min(indexOf(sought, from) + sought.length(), text.length());
    }

    private int bytesBefore(int place) {
        if (!isUtf8) {
            bytesBefore += place - countedTo;
        } else {
            for (int at = countedTo; at < place; at++) {
                bytesBefore += utf8Bytes(text.charAt(at));
            }
        }
        countedTo = place;
        return bytesBefore;
    }

    private static int utf8Bytes(char c) {
        if (c < ASCII_END) {
            return 1;
        }
        // Two halves of a pair are four bytes.
        return c < TWO_BYTES_END || Character.isSurrogate(c) ? 2 : 3;
    }
}
