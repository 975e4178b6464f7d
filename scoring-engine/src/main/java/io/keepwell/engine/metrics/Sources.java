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

    private final Map<String, Set<String>> kindsOfSets = new HashMap<>();
    private final Map<String, EventType> types = new HashMap<>();
    private @Nullable KnownDays known;

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
        return types.computeIfAbsent(name, EventType::new);
    }

    /** Up to which days events are known, asked on a day. */
    KnownDays known(Reporting reporting, int today) {
        KnownDays its = known;
        if (its == null || !its.areOf(reporting, today)) {
            its = new KnownDays(this, reporting, today);
            known = its;
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
