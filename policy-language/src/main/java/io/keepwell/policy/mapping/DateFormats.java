package io.keepwell.policy.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How the files of an export write dates and times. The first format that fits counts; a date
 * without a time is its midnight, and what names no zone is in the export's.
 */
public final class DateFormats {

    /** The word for ISO 8601: {@code 2026-11-03}, {@code 2026-11-03T09:15:28Z} and between. */
    public static final String ISO = "iso";

    /** The word for seconds since 1970. */
    public static final String EPOCH_SECONDS = "epoch-seconds";

    /** The word for milliseconds since 1970. */
    public static final String EPOCH_MILLIS = "epoch-millis";

    private static final DateTimeFormatter ISO_FORMAT =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm[:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendPattern("][XXX][XX]]")
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,15}");

    private final ZoneId zone;
    private final List<Format> formats;

    @FunctionalInterface
    private interface Format {
        Optional<Instant> read(String text);
    }

    private DateFormats(ZoneId zone, List<Format> formats) {
        this.zone = zone;
        this.formats = List.copyOf(formats);
    }

    /**
     * Formats of an export.
     *
     * @param zone where its days begin
     * @param patterns one or more patterns of {@link DateTimeFormatter}, or the words {@value
     *     #ISO}, {@value #EPOCH_SECONDS}, {@value #EPOCH_MILLIS}
     * @return the formats
     * @throws IllegalArgumentException when something is no pattern, or has no day
     */
    public static DateFormats of(ZoneId zone, List<String> patterns) {
        var formats = new ArrayList<Format>();
        for (String pattern : patterns) {
            formats.add(format(zone, pattern));
        }
        return new DateFormats(zone, formats);
    }

    /**
     * Reads a date or a time.
     *
     * @param text any text
     * @return the moment, or empty when it is written in another way
     */
    public Optional<Instant> read(String text) {
        for (Format format : formats) {
            Optional<Instant> moment = format.read(text);
            if (moment.isPresent()) {
                return moment;
            }
        }
        return Optional.empty();
    }

    /**
     * The calendar day of a moment.
     *
     * @param moment the moment
     * @return the day in the export's zone
     */
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /**
     * The moment so many days later at the same time of the day, as clocks in the export's zone
     * show it.
     *
     * @param moment the moment
     * @param days how many, negative for earlier
     * @return the later moment
     */
    public Instant plusDays(Instant moment, long days) {
        return days == 0 ? moment : moment.atZone(zone).plusDays(days).toInstant();
    }

    private static Format format(ZoneId zone, String pattern) {
        return switch (pattern) {
            case ISO -> text -> parsed(ISO_FORMAT, text, zone);
            case EPOCH_SECONDS ->
                    text -> whole(text).stream().mapToObj(Instant::ofEpochSecond).findFirst();
            case EPOCH_MILLIS ->
                    text -> whole(text).stream().mapToObj(Instant::ofEpochMilli).findFirst();
            default -> {
                DateTimeFormatter formatter = formatter(pattern);
                yield text -> parsed(formatter, text, zone);
            }
        };
    }

    private static DateTimeFormatter formatter(String pattern) {
        if (!QUOTED.matcher(pattern).replaceAll("").matches(".*[yu].*")) {
            throw new IllegalArgumentException("it has no year");
        }
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(withYears(pattern), Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT);
        // What it writes must be a day again: a pattern such as MM-yyyy names none.
        String sample =
                formatter.format(ZonedDateTime.of(2026, 11, 3, 9, 15, 28, 0, ZoneOffset.UTC));
        if (parsed(formatter, sample, ZoneOffset.UTC).isEmpty()) {
            throw new IllegalArgumentException("it names no day");
        }
        return formatter;
    }

    /** People write y for the year; strictly read, that is the year of an era. */
    private static String withYears(String pattern) {
        var written = new StringBuilder();
        boolean isQuoted = false;
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            isQuoted ^= c == '\'';
            written.append(c == 'y' && !isQuoted ? 'u' : c);
        }
        return written.toString();
    }

    private static Optional<Instant> parsed(DateTimeFormatter formatter, String text, ZoneId zone) {
        try {
            TemporalAccessor found =
                    formatter.parseBest(
                            text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(
                    switch (found) {
                        case ZonedDateTime zoned -> zoned.toInstant();
                        case LocalDateTime local -> local.atZone(zone).toInstant();
                        case LocalDate day -> day.atStartOfDay(zone).toInstant();
                        default -> throw new IllegalStateException("no time: " + found);
                    });
        } catch (DateTimeException e) {
            // Written in another way.
            return Optional.empty();
        }
    }

    private static OptionalLong whole(String text) {
        return WHOLE.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
