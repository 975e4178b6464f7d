package io.keepwell.model.catalogue;

import io.keepwell.model.Require;
import io.keepwell.model.event.AttributeValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What an attribute or trait may hold. */
public sealed interface AttributeKind {

    /**
     * Says what is wrong with a value, if anything is.
     *
     * @param value the attribute's value
     * @return the cure in words that follow the attribute's name, or empty when all is well
     */
    Optional<String> objection(AttributeValue value);

    /**
     * The kind in words for people.
     *
     * @return for example {@code one of low, high}
     */
    String words();

    /**
     * A text.
     *
     * @param lengthMax the most characters that it may have
     */
    record Text(int lengthMax) implements AttributeKind {

        /** Any text that an attribute can hold. */
        public static final Text ANY = new Text(AttributeValue.TEXT_LENGTH_MAX);

        /** What somebody or something is called, by which others look for it. */
        public static final Text NAME = new Text(Require.ID_LENGTH_MAX);

        @Override
        public Optional<String> objection(AttributeValue value) {
            return value instanceof AttributeValue.Text(String text) && text.length() <= lengthMax
                    ? Optional.empty()
                    : mustBe(this, value);
        }

        @Override
        public String words() {
            return lengthMax < AttributeValue.TEXT_LENGTH_MAX
                    ? "text of at most %d characters".formatted(lengthMax)
                    : "text";
        }
    }

    /** Any number. */
    record Numeric() implements AttributeKind {
        @Override
        public Optional<String> objection(AttributeValue value) {
            return value instanceof AttributeValue.Numeric ? Optional.empty() : mustBe(this, value);
        }

        @Override
        public String words() {
            return "number";
        }
    }

    /** True or false. */
    record Flag() implements AttributeKind {
        @Override
        public Optional<String> objection(AttributeValue value) {
            return value instanceof AttributeValue.Flag ? Optional.empty() : mustBe(this, value);
        }

        @Override
        public String words() {
            return "true or false";
        }
    }

    /** A calendar day, as ISO 8601 writes it. */
    record Date() implements AttributeKind {

        private static final int LENGTH = "YYYY-MM-DD".length();

        @Override
        public Optional<String> objection(AttributeValue value) {
            return value instanceof AttributeValue.Text(String text) && isDate(text)
                    ? Optional.empty()
                    : mustBe(this, value);
        }

        @Override
        public String words() {
            return "date as YYYY-MM-DD";
        }

        private static boolean isDate(String text) {
            // Java would take years of more than four digits too.
            try {
                return text.length() == LENGTH && LocalDate.parse(text).toString().equals(text);
            } catch (DateTimeParseException e) {
                return false;
            }
        }
    }

    /**
     * One of a closed list of texts.
     *
     * @param texts the list, two or more
     */
    record OneOf(List<String> texts) implements AttributeKind {
        /** Copies the list. */
        public OneOf {
            texts = List.copyOf(texts);
        }

        @Override
        public Optional<String> objection(AttributeValue value) {
            return value instanceof AttributeValue.Text(String text) && texts.contains(text)
                    ? Optional.empty()
                    : mustBe(this, value);
        }

        @Override
        public String words() {
            return "one of " + String.join(", ", texts);
        }
    }

    private static Optional<String> mustBe(AttributeKind kind, AttributeValue value) {
        return Optional.of("must be %s, was %s".formatted(kind.words(), inWords(value)));
    }

    private static String inWords(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text(String text) ->
                    "'" + (text.length() > 50 ? text.substring(0, 50) + "…" : text) + "'";
            case AttributeValue.Numeric(BigDecimal number) -> number.toPlainString();
            case AttributeValue.Flag(boolean flag) -> "" + flag;
            case AttributeValue.Nothing() -> "null";
        };
    }
}
