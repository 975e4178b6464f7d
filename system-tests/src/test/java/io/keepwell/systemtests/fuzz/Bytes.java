package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Puts bytes together. */
final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes add(byte[] some) {
        out.writeBytes(some);
        return this;
    }

    /** A part of some. */
    Bytes add(byte[] some, int from, int to) {
        out.write(some, from, to - from);
        return this;
    }

    /** A text in UTF-8. */
    Bytes add(String text) {
        return add(text.getBytes(UTF_8));
    }

    Raw toRaw() {
        return new Raw(toArray());
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
