package io.keepwell.policy.expression;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an expression asks for, so that it is evaluated again only when an event may have changed
 * the answer, and so that a wrong name is found before it is applied. All in the order of the
 * names.
 *
 * @param types event types, each with the days that its windows reach back; 0 for no window
 * @param sets activity sets, each with the days that its windows reach back
 * @param traits traits
 * @param signals signals
 * @param verdict whether it asks for score, risk, status, segment or stage
 */
public record Reads(
        Map<String, Integer> types,
        Map<String, Integer> sets,
        Set<String> traits,
        Set<String> signals,
        boolean verdict) {

    /** For how many days back it is known who was active; see {@code distinct}. */
    public static final int SET_DAYS_MAX = Function.ACTIVITY_DAYS;

    /** Copies the collections, in order. */
    public Reads {
        types = Collections.unmodifiableMap(new TreeMap<>(types));
        sets = Collections.unmodifiableMap(new TreeMap<>(sets));
        traits = Collections.unmodifiableSet(new TreeSet<>(traits));
        signals = Collections.unmodifiableSet(new TreeSet<>(signals));
    }

    /** Gathers what an expression reads. */
    static final class Gathering {
        private final Map<String, Integer> types = new TreeMap<>();
        private final Map<String, Integer> sets = new TreeMap<>();
        private final Set<String> traits = new TreeSet<>();
        private final Set<String> signals = new TreeSet<>();
        private boolean verdict;

        void add(Function function, Arguments arguments) {
            switch (function.takes()) {
                case NOTHING, DAYS -> verdict = true;
                case TYPE, TYPE_WINDOW -> type(arguments.name(), arguments.reach());
                case TWO_TYPES -> {
                    type(arguments.name(), 0);
                    type(arguments.other(), 0);
                }
                case SET_WINDOW, USERS_WINDOW ->
                        sets.merge(arguments.name(), arguments.reach(), Math::max);
                case TRAIT -> traits.add(arguments.name());
                case SIGNAL -> signals.add(arguments.name());
            }
        }

        /**
         * What is asked of whole days alone is asked as of yesterday, so that its windows reach a
         * day further back.
         */
        void addAsOfYesterday(Reads inner) {
            inner.types().forEach((type, days) -> type(type, days == 0 ? 0 : days + 1));
            inner.sets().forEach((set, days) -> sets.merge(set, days + 1, Math::max));
            traits.addAll(inner.traits());
        }

        private void type(String type, int days) {
            types.merge(type, days, Math::max);
        }

        Reads done() {
            return new Reads(types, sets, traits, signals, verdict);
        }
    }
}
