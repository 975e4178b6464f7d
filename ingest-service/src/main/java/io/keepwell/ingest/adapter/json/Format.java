package io.keepwell.ingest.adapter.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How events may be written. */
public enum Format {
    /** One object, or an array of them. */
    JSON("application/json"),
    /** One object a line. */
    NDJSON("application/x-ndjson");

    private static final String CHARSET = "charset";

    /** JSON is UTF-8; ASCII is a part of it. */
    private static final List<String> CHARSETS = List.of("utf-8", "utf8", "us-ascii");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * The format that a request announces.
     *
     * @param contentType the value of its {@code Content-Type}
     * @return the format, or empty when it is none of ours, or written in another charset
     */
    public static Optional<Format> announced(String contentType) {
        if (!isUtf8(contentType)) {
            return Optional.empty();
        }
        String announced = mediaType(contentType);
        for (Format format : values()) {
            if (format.mediaType.equals(announced)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * The media type without its parameters.
     *
     * @param contentType the value of a {@code Content-Type}
     * @return lower-case; empty where there is none
     */
    public static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a media type names no charset but JSON's own.
     *
     * @param contentType the value of a {@code Content-Type}
     * @return false when it names another
     */
    public static boolean isUtf8(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int at = 1; at < parts.length; at++) {
            String[] parameter = parts[at].strip().split("=", 2);
            if (parameter[0].strip().equals(CHARSET)
                    && (parameter.length < 2
                            || !CHARSETS.contains(
                                    parameter[1].strip().replaceAll("^\"|\"$", "")))) {
                return false;
            }
        }
        return true;
    }
}
