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
                        Character.isSurrogate(c) || Character.isISOControl(c) ? REPLACEMENT : c);
            }
        }
        return end < text.length() ? kept.append(CUT).toString() : kept.toString();
    }
}
