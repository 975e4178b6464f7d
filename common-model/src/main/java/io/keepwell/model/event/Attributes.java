package io.keepwell.model.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.model.Require;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an event says beside its type and value: a flat map, kept in the order of its names, so that
 * the same attributes are the same bytes.
 *
 * @param values at most 50, each name 1 to 100 characters
 */
public record Attributes(@JsonValue Map<String, AttributeValue> values) {

    /** The most attributes that an event may carry. */
    public static final int COUNT_MAX = 50;

    /** The longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 100;

    /** No attributes. */
    public static final Attributes NONE = new Attributes(Map.of());

    /** Rejects what is too much, and copies the rest in order. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Attributes {
        if (values.size() > COUNT_MAX) {
            throw new IllegalArgumentException(
                    "attributes must be at most %d, were %d".formatted(COUNT_MAX, values.size()));
        }
        values.keySet().forEach(Attributes::requireName);
        // Most events have none, and many are held in memory.
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(values));
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("attributes must not have a blank name");
        }
        Require.text("attribute name", name, NAME_LENGTH_MAX);
    }

    /**
     * The text of an attribute.
     *
     * @param name its name
     * @return the text, or empty when it is absent or no text
     */
    public Optional<String> text(String name) {
        return values.get(name) instanceof AttributeValue.Text(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /**
     * The number of an attribute.
     *
     * @param name its name
     * @return the number, or empty when it is absent or no number
     */
    public Optional<BigDecimal> number(String name) {
        return values.get(name) instanceof AttributeValue.Numeric(BigDecimal number)
                ? Optional.of(number)
                : Optional.empty();
    }
}
