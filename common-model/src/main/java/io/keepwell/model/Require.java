package io.keepwell.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The checks that contract records share: each names the field, the value and the cure. */
public final class Require {

    /** The longest id of an account, event, user or source-given thing, in characters. */
    public static final int ID_LENGTH_MAX = 200;

    /** Decimal places that a value keeps; scoring sums values in this fixed point. */
    public static final int VALUE_SCALE = 6;

    /** The largest magnitude of a value; a sum of them still fits a 128-bit fixed point. */
    public static final BigDecimal VALUE_MAX = new BigDecimal("1000000000000");

    private static final Instant TIME_MIN = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59.999Z");

    private Require() {}

    /**
     * Checks an id: 1 to 200 characters, no control character, no space at either end.
     *
     * @param field the field's name, for the message
     * @param id the value
     * @return the id, unchanged
     * @throws IllegalArgumentException naming the field and the cure
     */
    public static String id(String field, String id) {
        text(field, id, ID_LENGTH_MAX);
        if (id.isBlank() || !id.equals(id.strip())) {
            throw new IllegalArgumentException(
                    "%s must not be blank or begin or end with a space, was '%s'"
                            .formatted(field, id));
        }
        return id;
    }

    /**
     * Checks a text: at most so many characters, no control character but tab and line feed, and
     * valid Unicode (no lone surrogate), because neither Kafka's JSON nor PostgreSQL can keep the
     * rest.
     *
     * @param field the field's name, for the message
     * @param text the value
     * @param lengthMax the most characters it may have
     * @return the text, unchanged
     * @throws IllegalArgumentException naming the field and the cure
     */
    public static String text(String field, String text, int lengthMax) {
        if (text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "%s must be at most %d characters long, had %d"
                            .formatted(field, lengthMax, text.length()));
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                throw new IllegalArgumentException(
                        "%s must not hold control characters, had U+%04X at %d"
                                .formatted(field, (int) c, at));
            }
            if (Character.isHighSurrogate(c)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        "%s must be valid Unicode, had half a surrogate pair at %d"
                                .formatted(field, at));
            }
        }
        return text;
    }

    /**
     * Brings a time to the contract's precision, the millisecond, cutting off the rest.
     *
     * @param field the field's name, for the message
     * @param time the value, from 1970 to the year 9999
     * @return the time, cut to the millisecond
     * @throws IllegalArgumentException when the year is out of range
     */
    public static Instant time(String field, Instant time) {
        if (time.isBefore(TIME_MIN) || time.isAfter(TIME_MAX)) {
            throw new IllegalArgumentException(
                    "%s must lie between 1970 and 9999, was %s".formatted(field, time));
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Brings a number to the contract's precision: at most six decimal places, halves away from
     * zero, no trailing zeros; so that a number has one spelling on the wire.
     *
     * @param field the field's name, for the message
     * @param number the value, at most 10^12 either way
     * @return the number in its one spelling
     * @throws IllegalArgumentException when it is out of range
     */
    public static BigDecimal decimal(String field, BigDecimal number) {
        // Exponents first: rounding 1E+999999999 or 1E-999999999 would need all of their digits.
        if (number.signum() == 0 || (long) number.precision() - number.scale() < -VALUE_SCALE) {
            return BigDecimal.ZERO;
        }
        if ((long) number.precision() - number.scale() > 13
                || number.abs().compareTo(VALUE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "%s must lie between -%2$s and %2$s, was %3$s"
                            .formatted(field, VALUE_MAX.toPlainString(), number));
        }
        BigDecimal rounded = number;
        if (number.scale() > VALUE_SCALE) {
            rounded = number.setScale(VALUE_SCALE, RoundingMode.HALF_UP);
        }
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    /**
     * As {@link #decimal}, for a number that may be absent.
     *
     * @param field the field's name, for the message
     * @param number the value or none
     * @return the number in its one spelling, or none
     * @throws IllegalArgumentException when it is out of range
     */
    public static @Nullable BigDecimal decimalOrNone(String field, @Nullable BigDecimal number) {
        return number == null ? null : decimal(field, number);
    }

    /**
     * As {@link #id}, for an id that may be absent.
     *
     * @param field the field's name, for the message
     * @param id the value or none
     * @return the id, unchanged, or none
     * @throws IllegalArgumentException naming the field and the cure
     */
    public static @Nullable String idOrNone(String field, @Nullable String id) {
        return id == null ? null : id(field, id);
    }

    /**
     * As {@link #time}, for a time that may be absent.
     *
     * @param field the field's name, for the message
     * @param time the value or none
     * @return the time, cut to the millisecond, or none
     * @throws IllegalArgumentException when the year is out of range
     */
    public static @Nullable Instant timeOrNone(String field, @Nullable Instant time) {
        return time == null ? null : time(field, time);
    }

    /**
     * Checks a count that begins at one.
     *
     * @param field the field's name, for the message
     * @param count the value
     * @return the count, unchanged
     * @throws IllegalArgumentException when it is zero or less
     */
    public static long positive(String field, long count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "%s must be 1 or more, was %d".formatted(field, count));
        }
        return count;
    }
}
