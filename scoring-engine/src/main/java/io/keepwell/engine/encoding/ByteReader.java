package io.keepwell.engine.encoding;

/** Reads what {@link ByteWriter} wrote, and refuses everything else. */
public final class ByteReader {

    private final byte[] bytes;
    private final int version;
    private int at;

    /**
     * Checks the format version.
     *
     * @param bytes what was written
     * @param version the version that the caller can read
     * @throws UnreadableStateException when it is another's
     */
    public ByteReader(byte[] bytes, int version) {
        this(bytes, version, version);
    }

    /**
     * Checks the format version, where a release reads what earlier ones wrote.
     *
     * @param bytes what was written
     * @param oldest the oldest version that the caller can read
     * @param newest the newest
     * @throws UnreadableStateException when it is another's
     */
    public ByteReader(byte[] bytes, int oldest, int newest) {
        this.bytes = bytes;
        this.version = next();
        if (version < oldest || version > newest) {
            throw new UnreadableStateException(
                    "format version %d, and this release reads %s"
                            .formatted(
                                    version,
                                    oldest == newest
                                            ? newest
                                            : "%d to %d".formatted(oldest, newest)));
        }
    }

    /**
     * In which version it was written.
     *
     * @return one that the caller can read
     */
    public int version() {
        return version;
    }

    /**
     * Reads what {@link ByteWriter#unsigned} wrote.
     *
     * @return 0 or more
     * @throws UnreadableStateException when it is no such number
     */
    public long unsigned() {
        long number = bits();
        if (number < 0) {
            throw new UnreadableStateException("a negative number at byte " + at);
        }
        return number;
    }

    /**
     * Reads an unsigned number that must be small: a count or an index.
     *
     * @param max the largest that it may be
     * @return 0 to max
     * @throws UnreadableStateException when it is larger
     */
    public int count(int max) {
        long number = unsigned();
        if (number > max) {
            throw new UnreadableStateException(
                    "%d where at most %d may stand, at byte %d".formatted(number, max, at));
        }
        return (int) number;
    }

    /**
     * Reads what {@link ByteWriter#signed} wrote.
     *
     * @return any number
     * @throws UnreadableStateException when the bytes end
     */
    public long signed() {
        long number = bits();
        return (number >>> 1) ^ -(number & 1);
    }

    /**
     * Reads what {@link ByteWriter#fixed} wrote.
     *
     * @return any number
     * @throws UnreadableStateException when the bytes end
     */
    public long fixed() {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = (number << 8) | next();
        }
        return number;
    }

    /**
     * Reads what {@link ByteWriter#text} wrote.
     *
     * @return the text
     * @throws UnreadableStateException when the bytes end
     */
    public String text() {
        int length = count(bytes.length);
        if (length > bytes.length - at) {
            throw new UnreadableStateException("a text without end at byte " + at);
        }
        String text = Texts.of(bytes, at, length);
        at += length;
        return text;
    }

    /**
     * Whether everything was read.
     *
     * @return false when bytes are left
     */
    public boolean isAtEnd() {
        return at == bytes.length;
    }

    /**
     * Checks that everything was read.
     *
     * @throws UnreadableStateException when bytes are left
     */
    public void end() {
        if (at != bytes.length) {
            throw new UnreadableStateException(
                    "%d bytes after the end".formatted(bytes.length - at));
        }
    }

    private long bits() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int part = next();
            number |= (part & 0x7FL) << shift;
            if ((part & 0x80) == 0) {
                return number;
            }
        }
        throw new UnreadableStateException("a number without end at byte " + at);
    }

    private int next() {
        if (at >= bytes.length) {
            throw new UnreadableStateException("it ends at byte " + at);
        }
        return bytes[at++] & 0xFF;
    }
}
