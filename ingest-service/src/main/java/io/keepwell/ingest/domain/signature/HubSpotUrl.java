package io.keepwell.ingest.domain.signature;

/** URLs in the spelling that HubSpot signs in version 3. */
final class HubSpotUrl {

    /**
     * What HubSpot's documentation lists as decoded before it signs. The question mark is among it:
     * what need not be decoded is only the one that begins the query, which nobody encodes. All
     * else stays as it is, also {@code %20}, {@code %26} and {@code %25}.
     */
    private static final String DECODED = ":/?@!$'()*,;";

    private static final int HEX = 16;
    private static final int ESCAPE_LENGTH = 3;

    private HubSpotUrl() {}

    /**
     * Decodes what HubSpot decodes, once: what comes out of it is not decoded again.
     *
     * @param url as it was called
     */
    static String decoded(String url) {
        var text = new StringBuilder(url.length());
        int at = 0;
        while (at < url.length()) {
            int escaped = escaped(url, at);
            if (DECODED.indexOf(escaped) >= 0) {
                text.append((char) escaped);
                at += ESCAPE_LENGTH;
            } else {
                text.append(url.charAt(at));
                at++;
            }
        }
        return text.toString();
    }

    /** The byte that an escape stands for, or -1, which is no character, where there is none. */
    private static int escaped(String url, int at) {
        if (url.charAt(at) != '%' || at + ESCAPE_LENGTH > url.length()) {
            return -1;
        }
        int high = Character.digit(url.charAt(at + 1), HEX);
        int low = Character.digit(url.charAt(at + 2), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }
}
