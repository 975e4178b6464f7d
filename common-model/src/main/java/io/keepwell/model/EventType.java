package io.keepwell.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What happened, as dotted lower-case words: {@code usage.feature-used}. Types that the catalogue
 * does not know are as welcome as those it does; they are kept and counted.
 *
 * @param value two or more words of a-z, 0-9 and hyphen, joined by dots; at most 100 characters
 */
public record EventType(@JsonValue String value) implements Comparable<EventType> {

    /** The longest type, in characters. */
    public static final int LENGTH_MAX = 100;

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+");

    /** Rejects what is not a type. */
    @JsonCreator
    public EventType {
        // Length first: a pattern is not tried on a megabyte.
        Require.text("type", value, LENGTH_MAX);
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    ("type must be dotted lower-case words such as 'usage.feature-used',"
                                    + " was '%s'")
                            .formatted(value));
        }
    }

    @Override
    public int compareTo(EventType other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
