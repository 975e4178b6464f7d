package io.keepwell.engine.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Up to which days events are known, as one day asks for them: looked up once for all accounts that
 * are judged on it one after the other. One thread's own.
 */
final class KnownDays {

    private final Sources sources;
    private final Reporting reporting;
    private final int today;
    private final Map<String, Optional<Integer>> ofTypes = new HashMap<>();
    private final Map<String, Optional<Integer>> ofSets = new HashMap<>();

    KnownDays(Sources sources, Reporting reporting, int today) {
        this.sources = sources;
        this.reporting = reporting;
        this.today = today;
    }

    /** Whether they are those of a day and of what is known of the sources. */
    boolean areOf(Reporting asked, int day) {
        return day == today && asked.equals(reporting);
    }

    /** The day up to which events of a type are known; empty when its kind never reported. */
    Optional<Integer> of(String type) {
        Optional<Integer> known = ofTypes.get(type);
        if (known == null) {
            known = sources.lastKnownDay(type, reporting, today);
            ofTypes.put(type, known);
        }
        return known;
    }

    /** The day up to which a set is known; empty when nothing that marks it ever reported. */
    Optional<Integer> ofSet(String set) {
        Optional<Integer> known = ofSets.get(set);
        if (known == null) {
            known = sources.lastKnownDayOfSet(set, reporting, today);
            ofSets.put(set, known);
        }
        return known;
    }
}
