package io.keepwell.engine.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and texts, small ones in few bytes. */
public final class ByteWriter {

    private byte[] bytes;
    private int size;

    /**
     * Begins with a format version, so that a later release can read what this one wrote.
     *
     * @param version 0 to 127
     */
    public ByteWriter(int version) {
        bytes = new byte[128];
        bytes[size++] = (byte) version;
    }

    /**
     * Writes a number that is never negative, in one byte below 128.
     *
     * @param number 0 or more
     */
    public void unsigned(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("must be 0 or more, was " + number);
        }
        bits(number);
    }

    /**
     * Writes a number of either sign, in one byte between -64 and 63.
     *
     * @param number any
     */
    public void signed(long number) {
        bits((number << 1) ^ (number >> 63));
    }

    /**
     * Writes 64 bits as they are, in eight bytes.
     *
     * @param number any
     */
    public void fixed(long number) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (number >>> shift);
        }
    }

    /**
     * Writes a text as UTF-8 after its length.
     *
     * @param text any
     */
    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        unsigned(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /**
     * What has been written.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void bits(long number) {
        ensure(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
