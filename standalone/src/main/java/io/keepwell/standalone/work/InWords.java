package io.keepwell.standalone.work;

import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the terminal spells what services answer. */
final class InWords {

    /** What stands for what is not known. */
    static final String NONE = "-";

    private static final int SHORT_ID = 8;
    private static final int DIGITS = 4;
    private static final long A_SECOND = 1_000;
    private static final long A_MINUTE = 60_000;

    private InWords() {}

    static String orNone(@Nullable String text) {
        return text == null ? NONE : text;
    }

    /** What somebody else has written, without what would move a terminal. */
    static String harmless(String text) {
        return text.codePoints()
                .map(it -> Character.isISOControl(it) && it != '\n' && it != '\t' ? '?' : it)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String status(Status status) {
        return status.wireName();
    }

    /** An amount in whole units: {@code 1,250,000}. */
    static String amount(@Nullable BigDecimal amount) {
        return amount == null
                ? NONE
                : String.format(
                        Locale.ROOT, "%,d", amount.setScale(0, RoundingMode.HALF_UP).longValue());
    }

    /** A number with one decimal. */
    static String points(@Nullable BigDecimal points) {
        return points == null ? NONE : points.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    /** A measured value, to four digits. */
    static String number(@Nullable BigDecimal value) {
        return value == null
                ? NONE
                : value.round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString();
    }

    static String shown(@Nullable Integer shown) {
        return shown == null ? NONE : shown.toString();
    }

    /** A difference with its sign. */
    static String change(@Nullable Integer change) {
        return change == null ? NONE : change > 0 ? "+" + change : change.toString();
    }

    static String name(AccountSnapshot account, String id) {
        return account.name() == null ? id : account.name();
    }

    /** How long there is until a moment: {@code 22 h left}, {@code 3 d late}. */
    static String until(Instant moment, Instant now) {
        Duration left = Duration.between(now, moment);
        return left.isNegative() || left.isZero()
                ? span(left.negated()) + " late"
                : span(left) + " left";
    }

    /**
     * How many days there are until a day ends: {@code today}, {@code in 3 d}, {@code 2 d late}.
     */
    static String until(LocalDate day, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, day);
        if (days == 0) {
            return "today";
        }
        return days > 0 ? "in %d d".formatted(days) : "%d d late".formatted(-days);
    }

    /** The end of an id, by which people can name it; its beginning is a time that many share. */
    static String shortId(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - SHORT_ID);
    }

    /** How long ago something was: {@code 4 min ago}. */
    static String ago(@Nullable Instant moment, Instant now) {
        return moment == null ? NONE : span(Duration.between(moment, now)) + " ago";
    }

    /** A short time: {@code 210 ms}, {@code 4.1 s}, {@code 3 min}. */
    static String took(@Nullable Long millis) {
        if (millis == null) {
            return NONE;
        }
        if (millis < A_SECOND) {
            return millis + " ms";
        }
        return millis < A_MINUTE
                ? points(BigDecimal.valueOf(millis).movePointLeft(3)) + " s"
                : span(Duration.ofMillis(millis));
    }

    /** A number of things: {@code 12,804}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String span(Duration time) {
        if (time.toDays() >= 2) {
            return time.toDays() + " d";
        }
        return time.toHours() >= 1 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
