package io.keepwell.engine.facts;

import io.keepwell.model.EventType;

/**
 * Event types that are read again and again with the rows of accounts: a type that is met again is
 * the same object, and is not checked again, as long as no other has taken its slot.
 */
final class EventTypes {

    private static final int SLOTS = 1 << 10;

    /** Read and written by whatever thread: a type is immutable, and one too many does no harm. */
    private static final EventType[] KNOWN = new EventType[SLOTS];

    private EventTypes() {}

    /**
     * A type by its name.
     *
     * @throws IllegalArgumentException when it is no type's
     */
    static EventType of(String name) {
        int hash = name.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        EventType known = KNOWN[slot];
        if (known != null && known.value().equals(name)) {
            return known;
        }
        var type = new EventType(name);
        KNOWN[slot] = type;
        return type;
    }
}
