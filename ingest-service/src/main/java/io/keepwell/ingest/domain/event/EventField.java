package io.keepwell.ingest.domain.event;

import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a submitted event; whatever else stands there is ignored. */
public enum EventField {
    /** Unique within the source. */
    ID("id", true, Require.ID_LENGTH_MAX),
    /** The customer. */
    ACCOUNT_ID("accountId", true, Require.ID_LENGTH_MAX),
    /** What happened. */
    TYPE("type", true, EventType.LENGTH_MAX),
    /** When it happened. */
    OCCURRED_AT("occurredAt", true, 100),
    /** Who did it. */
    ACTOR_ID("actorId", false, Require.ID_LENGTH_MAX),
    /** Its number. */
    VALUE("value", false, 0),
    /** What else there is to say. */
    ATTRIBUTES("attributes", false, 0);

    private static final Map<String, EventField> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toMap(EventField::wireName, Function.identity()));

    private final String wireName;
    private final boolean required;
    private final int lengthMax;
    private final String pointer;

    EventField(String wireName, boolean required, int lengthMax) {
        this.wireName = wireName;
        this.required = required;
        this.lengthMax = lengthMax;
        this.pointer = "/" + wireName;
    }

    /**
     * Finds a field.
     *
     * @param wireName its name in the JSON
     * @return the field, or empty when events have no such field
     */
    public static Optional<EventField> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /**
     * Its name in the JSON.
     *
     * @return for example {@code accountId}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Where it stands in an event.
     *
     * @return a JSON Pointer
     */
    public String pointer() {
        return pointer;
    }

    boolean isRequired() {
        return required;
    }

    /** The longest text that it may hold, in characters; 0 where it holds none. */
    int lengthMax() {
        return lengthMax;
    }
}
