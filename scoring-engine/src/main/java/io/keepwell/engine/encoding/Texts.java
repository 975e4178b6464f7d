package io.keepwell.engine.encoding;

import java.nio.charset.StandardCharsets;

/**
 * Texts that are read again and again: names of measures, versions of policies, sources. Of
 * thousands of accounts in memory each would hold its own copies, which are most of what an account
 * weighs. A text that is met again is the same object, as long as no other has taken its slot.
 */
public final class Texts {

    private static final int SLOTS = 1 << 12;

    /** What is longer is hardly met again. */
    private static final int LENGTH_MAX = 200;

    /**
     * Read and written by whatever thread, without a lock: a text is immutable, and who misses one
     * that another thread has just put there makes a copy.
     */
    private static final String[] KNOWN = new String[SLOTS];

    private Texts() {}

    /**
     * A text of which there should be one copy.
     *
     * @param text any
     * @return an equal one
     */
    public static String known(String text) {
        if (text.length() > LENGTH_MAX) {
            return text;
        }
        int slot = slot(text.hashCode());
        String known = KNOWN[slot];
        if (text.equals(known)) {
            return known;
        }
        KNOWN[slot] = text;
        return text;
    }

    /** The text that some bytes are in UTF-8. */
    static String of(byte[] bytes, int at, int length) {
        if (length > LENGTH_MAX) {
            return new String(bytes, at, length, StandardCharsets.UTF_8);
        }
        // Of ASCII this is String's own hash; other texts are compared as such.
        int hash = 0;
        for (int i = at; i < at + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        String known = KNOWN[slot(hash)];
        return known != null && isAscii(known, bytes, at, length)
                ? known
                : known(new String(bytes, at, length, StandardCharsets.UTF_8));
    }

    private static boolean isAscii(String text, byte[] bytes, int at, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            // A byte of a longer character is negative, and so is no character.
            if (text.charAt(i) != bytes[at + i]) {
                return false;
            }
        }
        return true;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
