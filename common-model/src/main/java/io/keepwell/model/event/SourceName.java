package io.keepwell.model.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.model.Require;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Which connected system sent an event, by the name that the company gave it. Event ids are unique
 * within their source.
 *
 * @param value 1 to 63 of a-z, 0-9 and hyphen, beginning with a letter or digit
 */
public record SourceName(@JsonValue String value) implements Comparable<SourceName> {

    /** The longest name, in characters. */
    public static final int LENGTH_MAX = 63;

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]*");

    /** Of events that people cause in Keepwell itself; no system that is connected has it. */
    public static final SourceName KEEPWELL = new SourceName("keepwell");

    /** Rejects what is not a name. */
    @JsonCreator
    public SourceName {
        Require.text("source", value, LENGTH_MAX);
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "source must be 1 to 63 of a-z, 0-9 and hyphen, was '%s'".formatted(value));
        }
    }

    /**
     * The CloudEvents {@code source} of this source's events.
     *
     * @return {@code /sources/<name>}
     */
    public URI uri() {
        return URI.create("/sources/" + value);
    }

    @Override
    public int compareTo(SourceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
