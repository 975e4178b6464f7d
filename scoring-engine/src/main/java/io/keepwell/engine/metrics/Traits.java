package io.keepwell.engine.metrics;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.model.event.AttributeValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An account's traits by kind; a trait of another kind than is asked for is as good as none.
 *
 * @param facts the account's facts, with their profile loaded
 */
public record Traits(AccountFacts facts) {

    private static final int LENGTH = "YYYY-MM-DD".length();

    /**
     * A trait that is a number.
     *
     * @param trait its name
     * @return the number
     */
    public Optional<BigDecimal> number(String trait) {
        return facts.trait(trait).orElse(null) instanceof AttributeValue.Numeric(BigDecimal number)
                ? Optional.of(number)
                : Optional.empty();
    }

    /**
     * A trait that is a text.
     *
     * @param trait its name
     * @return the text
     */
    public Optional<String> text(String trait) {
        return facts.trait(trait).orElse(null) instanceof AttributeValue.Text(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /**
     * A trait that is a flag.
     *
     * @param trait its name
     * @return the flag
     */
    public Optional<Boolean> flag(String trait) {
        return facts.trait(trait).orElse(null) instanceof AttributeValue.Flag(boolean flag)
                ? Optional.of(flag)
                : Optional.empty();
    }

    /**
     * A trait that is a day, written as ISO 8601 does.
     *
     * @param trait its name
     * @return the day
     */
    public Optional<LocalDate> date(String trait) {
        return text(trait).flatMap(Traits::parsed);
    }

    private static Optional<LocalDate> parsed(String text) {
        if (text.length() != LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, LENGTH);
        try {
            return year < 0 || month < 0 || day < 0
                    ? Optional.empty()
                    : Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A formatter would take ten times as long, on each day of each account. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = 10 * number + digit - '0';
        }
        return number;
    }
}
