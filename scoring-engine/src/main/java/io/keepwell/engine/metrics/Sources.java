package io.keepwell.engine.metrics;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which kinds of source feed what an expression asks for. One thread's own. */
public final class Sources {

    /** Who judges many accounts day by day, or looks ahead, comes back to the same days. */
    private static final int DAYS_AT_HAND = 512;

    private final Map<String, Set<String>> kindsOfSets = new HashMap<>();
    private final Map<String, EventType> types = new HashMap<>();
    private final @Nullable KnownDays[] known = new @Nullable KnownDays[DAYS_AT_HAND];

    /**
     * By a catalogue.
     *
     * @param catalogue says which types mark which sets
     */
    public Sources(EventCatalogue catalogue) {
        catalogue
                .types()
                .forEach(spec ->
                        spec.marks()
                                .keySet()
                                .forEach(set ->
                                        kindsOfSets
                                                .computeIfAbsent(set, _ -> new TreeSet<>())
                                                .add(Reporting.kindOf(spec.type().value()))));
    }

    /** A type by its name; expressions name few. */
    EventType type(String name) {
        EventType type = types.get(name);
        if (type == null) {
            type = new EventType(name);
            types.put(name, type);
        }
        return type;
    }

    /** Up to which days events are known, asked on a day. */
    KnownDays known(Reporting reporting, int today) {
        int at = Math.floorMod(today, DAYS_AT_HAND);
        KnownDays its = known[at];
        if (its == null || !its.areOf(reporting, today)) {
            its = new KnownDays(this, reporting, today);
            known[at] = its;
        }
        return its;
    }

    /** The day up to which events of a type are known; empty when its kind never reported. */
    Optional<Integer> lastKnownDay(String type, Reporting reporting, int today) {
        return reporting.lastKnownDay(Reporting.kindOf(type), today);
    }

    /** The day up to which a set is known; empty when nothing that marks it ever reported. */
    Optional<Integer> lastKnownDayOfSet(String set, Reporting reporting, int today) {
        return kindsOfSets.getOrDefault(set, Set.of()).stream()
                .flatMap(kind -> reporting.lastKnownDay(kind, today).stream())
                .max(Integer::compare);
    }
}
