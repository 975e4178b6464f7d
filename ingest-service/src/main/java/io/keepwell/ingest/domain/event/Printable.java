package io.keepwell.ingest.domain.event;

/** Texts that somebody sent, made fit for an answer, a message and a log. */
public final class Printable {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String CUT = "…";

    private Printable() {}

    /**
     * Replaces what no JSON can hold, and cuts.
     *
     * @param text any text
     * @param lengthMax the most characters to keep, 1 or more
     * @return valid Unicode without control characters, with an ellipsis where it was cut
     */
    public static String of(String text, int lengthMax) {
        return of(text, lengthMax, false);
    }

    /**
     * As {@link #of(String, int)}, for a text of several lines, which fits into a field of the
     * contract: tabs and line feeds stay, and the ellipsis counts.
     *
     * @param text any text
     * @param lengthMax the most characters of what comes back, 2 or more
     * @return the text itself where nothing is wrong with it
     */
    public static String lines(String text, int lengthMax) {
        if (text.length() <= lengthMax && isClean(text)) {
            return text;
        }
        return of(text, text.length() <= lengthMax ? lengthMax : lengthMax - CUT.length(), true);
    }

    private static boolean isClean(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isSurrogate(c) || (Character.isISOControl(c) && !isLayout(c))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text has neither control characters nor halves of characters. */
    static boolean isPlain(String text) {
        return lines(text, Integer.MAX_VALUE).equals(text);
    }

    private static boolean isLayout(char c) {
        return c == '\n' || c == '\t';
    }

    private static String of(String text, int lengthMax, boolean lines) {
        int end = Math.min(text.length(), lengthMax);
        var kept = new StringBuilder(end + CUT.length());
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (Character.isHighSurrogate(c)
                    && at + 1 < end
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                kept.append(c).append(text.charAt(++at));
            } else {
                kept.append(
                        Character.isSurrogate(c)
                                        || (Character.isISOControl(c) && !(lines && isLayout(c)))
                                ? REPLACEMENT
                                : c);
            }
        }
        return end < text.length() ? kept.append(CUT).toString() : kept.toString();
    }
}
