package io.keepwell.policy.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids of one kind of part, each of which may stand once. */
final class Ids {

    private final String what;
    private final String cure;
    private final Map<String, String> places = new LinkedHashMap<>();
    private boolean unique = true;

    /**
     * Of a kind.
     *
     * @param what it is, for messages
     * @param cure for an id that stands twice
     */
    Ids(String what, String cure) {
        this.what = what;
        this.cure = cure;
    }

    void add(@Nullable String id, Place place, Report report) {
        String first = id == null ? null : places.putIfAbsent(id, report.nameOf(place));
        if (first != null) {
            unique = false;
            report.add(place, "%s '%s' is already at %s".formatted(what, id, first), cure);
        }
    }

    boolean areUnique() {
        return unique;
    }

    Set<String> all() {
        return Collections.unmodifiableSet(places.keySet());
    }
}
