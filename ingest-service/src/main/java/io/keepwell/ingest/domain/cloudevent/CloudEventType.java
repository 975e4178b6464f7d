package io.keepwell.ingest.domain.cloudevent;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From the type of a CloudEvent, which begins with its owner's domain, to ours. */
final class CloudEventType {

    private static final Pattern VERSION = Pattern.compile("\\.v[0-9]+$");

    /** Longer than any type of ours with any owner's domain before it. */
    private static final int LENGTH_MAX = 300;

    private static final Map<String, EventType> LISTED =
            EventCatalogue.standard().types().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    spec -> spec.type().value(), EventSpec::type));

    private CloudEventType() {}

    /**
     * The type of the catalogue with which a CloudEvent's type ends, as {@code
     * com.acme.usage.feature-used.v1} ends with {@code usage.feature-used}; else the type itself in
     * our spelling.
     *
     * @param type any text
     * @throws IllegalArgumentException when no type can be made of it
     */
    static EventType of(String type) {
        if (type.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "type must be at most %d characters long, had %d"
                            .formatted(LENGTH_MAX, type.length()));
        }
        String plain = VERSION.matcher(type).replaceFirst("");
        // The catalogue's types are of two words.
        int before = plain.lastIndexOf('.', plain.lastIndexOf('.') - 1);
        EventType listed = LISTED.get(plain.substring(before + 1));
        return listed == null ? spelled(type) : listed;
    }

    /** Types of others have capitals, underscores and slashes; one word alone gets a first. */
    private static EventType spelled(String type) {
        String words =
                type.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9.]+", "-")
                        .replaceAll("[.-]*\\.[.-]*", ".")
                        .replaceAll("^[.-]+|[.-]+$", "");
        return new EventType(words.indexOf('.') < 0 ? "custom." + words : words);
    }
}
