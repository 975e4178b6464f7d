package io.keepwell.engine.metrics;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.model.event.AttributeValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
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
        try {
            return text.length() == LENGTH ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
