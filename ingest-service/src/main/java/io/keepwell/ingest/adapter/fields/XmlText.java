package io.keepwell.ingest.adapter.fields;

import java.nio.charset.Charset;

/**
 * A body that should be XML, decoded. The XML reader gets characters and no bytes, so that nothing
 * is guessed, and so that every character is known to stand at one place of the body.
 */
sealed interface XmlText {

    /**
     * Text.
     *
     * @param text without a byte order mark
     * @param charset one in which ASCII is one byte a character
     * @param begin where the text begins in the body, in bytes: behind a byte order mark
     */
    record Decoded(String text, Charset charset, int begin) implements XmlText {}

    /**
     * No text.
     *
     * @param detail what is wrong, and the cure
     */
    record Refused(String detail) implements XmlText {}
}
