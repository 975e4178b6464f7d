package io.keepwell.ingest.domain.segment;

import io.keepwell.ingest.domain.event.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;

/** Times as the libraries write them: ISO 8601, of which RFC 3339 is the strict part. */
final class SegmentTime {

    private static final int QUOTED_MAX = 50;

    /** A date alone is its midnight; without a zone it is UTC. */
    private static final DateTimeFormatter LENIENT =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendPattern("['T'][' ']HH:mm")
                    .optionalStart()
                    .appendLiteral(':')
                    .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .optionalEnd()
                    .optionalEnd()
                    .optionalStart()
                    .appendLiteral(' ')
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HH:MM", "Z")
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HHMM", "Z")
                    .optionalEnd()
                    .optionalEnd()
                    .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                    .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                    .toFormatter()
                    // Or the 30th of February would be the 28th.
                    .withResolverStyle(ResolverStyle.STRICT)
                    .withZone(ZoneOffset.UTC);

    private SegmentTime() {}

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException naming the field and the cure
     */
    static Instant parse(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return parseLeniently(field, text);
        }
    }

    private static Instant parseLeniently(String field, String text) {
        try {
            return LENIENT.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s must be a time such as 2026-11-03T09:15:28.250Z (ISO 8601), was '%s'"
                            .formatted(field, Printable.of(text, QUOTED_MAX)),
                    e);
        }
    }

    /**
     * When something happened, by our clock: what the sender's clock shows too much or too little
     * is known from when it says that it sent.
     *
     * @param original when it happened, by the sender's clock
     * @param sentAt when it was sent, by the same clock
     * @param receivedAt when it came in, by ours
     */
    static Instant corrected(Instant original, Instant sentAt, Instant receivedAt) {
        return receivedAt.minus(Duration.between(original, sentAt));
    }
}
