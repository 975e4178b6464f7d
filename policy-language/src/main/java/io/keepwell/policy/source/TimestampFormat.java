package io.keepwell.policy.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a timestamp is written in a header. */
public enum TimestampFormat {
    /** Seconds since 1970. */
    EPOCH_SECONDS("epoch-seconds", "seconds since 1970, such as 1713374290"),
    /** Milliseconds since 1970. */
    EPOCH_MILLIS("epoch-millis", "milliseconds since 1970, such as 1713374290000"),
    /** ISO 8601 with an offset. */
    ISO("iso", "a time such as 2024-04-17T17:18:10Z (ISO 8601)");

    /** So few digits that no instant overflows, neither in seconds nor in milliseconds. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    private final String word;
    private final String description;

    TimestampFormat(String word, String description) {
        this.word = word;
        this.description = description;
    }

    /**
     * All of them.
     *
     * @return in the order in which people should read of them
     */
    public static List<TimestampFormat> all() {
        return Arrays.asList(values());
    }

    /**
     * The word for it in documents.
     *
     * @return lower-case
     */
    public String word() {
        return word;
    }

    /**
     * What it looks like.
     *
     * @return words for senders, with an example
     */
    public String description() {
        return description;
    }

    /**
     * Reads a timestamp.
     *
     * @param text as it was sent
     * @return the time, or empty when the text is none in this format
     */
    public Optional<Instant> parse(String text) {
        return switch (this) {
            case EPOCH_SECONDS -> digits(text).map(Instant::ofEpochSecond);
            case EPOCH_MILLIS -> digits(text).map(Instant::ofEpochMilli);
            case ISO -> iso(text);
        };
    }

    private static Optional<Long> digits(String text) {
        return DIGITS.matcher(text).matches()
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
