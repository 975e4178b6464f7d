package io.keepwell.ingest.domain.cloudevent;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** From the type of a CloudEvent, which begins with its owner's domain, to ours. */
final class CloudEventType {

    private static final Pattern VERSION = Pattern.compile("\\.v[0-9]+$");

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
        String plain = VERSION.matcher(type).replaceFirst("");
        int from = 0;
        while (from >= 0 && from < plain.length() && plain.length() <= EventType.LENGTH_MAX) {
            Optional<EventType> listed = listed(plain.substring(from));
            if (listed.isPresent()) {
                return listed.get();
            }
            int dot = plain.indexOf('.', from);
            from = dot < 0 ? -1 : dot + 1;
        }
        return spelled(type);
    }

    private static Optional<EventType> listed(String text) {
        try {
            var type = new EventType(text);
            return EventCatalogue.standard().find(type).map(_ -> type);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
