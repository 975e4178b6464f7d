package io.keepwell.engine.facts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An account's contract through time, from what was told of it, by the days on which things
 * happened: what arrives late changes the days that it is about, and the order in which events come
 * changes nothing (requirements K3 to K6, K17).
 *
 * <ul>
 *   <li>A revenue holds from the day on which it was told; of several on one day, the last.
 *   <li>A cancelled contract goes on through its last day: the one that is known, if it is not
 *       before the cancellation, or else the day of the cancellation. From the next day its revenue
 *       is 0.
 *   <li>A contract whose last day passes without a word goes on.
 *   <li>A deleted account is gone from the day after.
 *   <li>A contract that starts or is renewed later brings the account back.
 *   <li>A renewal is of the last day that was known before it, also where the new one was told
 *       ahead of it. A last day that is told to be later, without a renewal, is a correction.
 * </ul>
 *
 * @param periods from the first day of which anything is known, without gaps; the last is open
 * @param renewals contracts whose last day was known when they were renewed, or passes without a
 *     word, in order; those that were cancelled are not among them
 */
public record Contract(List<Period> periods, List<Renewal> renewals) {

    /** Nothing was ever told. */
    public static final Contract UNKNOWN = new Contract(List.of(), List.of());

    /** Copies the lists. */
    public Contract {
        periods = List.copyOf(periods);
        renewals = List.copyOf(renewals);
    }

    /**
     * Days on which the revenue is the same.
     *
     * @param fromDay the first
     * @param toDay the day after the last; null where it goes on
     * @param arr the annual recurring revenue: 0 once the account is gone; null before it was told
     * @param gone whether the account was a customer and is none any more
     */
    public record Period(
            int fromDay, @Nullable Integer toDay, @Nullable BigDecimal arr, boolean gone) {}

    /**
     * A contract whose end came.
     *
     * @param dueDay its last day
     * @param renewedDay when it was renewed; null while it was not
     */
    public record Renewal(int dueDay, @Nullable Integer renewedDay) {

        /**
         * Whether it was renewed on its last day or before it (requirement K17).
         *
         * @return whether
         */
        public boolean isOnTime() {
            return renewedDay != null && renewedDay <= dueDay;
        }
    }

    /**
     * Reads what was told.
     *
     * @param entries in the order in which they occurred
     * @return the contract
     */
    public static Contract of(List<ContractEntry> entries) {
        return entries.isEmpty() ? UNKNOWN : new Reading().read(entries);
    }

    /**
     * Whether the account was a customer once and is none on a day.
     *
     * @param day the day
     * @return false also while nothing is known
     */
    public boolean isGoneOn(int day) {
        for (Period period : periods.reversed()) {
            if (period.fromDay() <= day) {
                return period.gone();
            }
        }
        return false;
    }

    /** How it stands at the end of a day. */
    private record State(@Nullable BigDecimal arr, boolean gone) {
        static final State GONE = new State(BigDecimal.ZERO, true);
    }

    /** One pass over what was told. */
    private static final class Reading {

        private static final int NEVER = Integer.MAX_VALUE;

        private final TreeMap<Integer, State> days = new TreeMap<>();
        private final List<Renewal> renewals = new ArrayList<>();
        private @Nullable BigDecimal arr;
        private @Nullable Integer lastDay;
        private @Nullable Integer lastDayBefore;
        private @Nullable Integer cancelledDay;
        private int deletedFrom = NEVER;
        private int goneFrom = NEVER;

        Contract read(List<ContractEntry> entries) {
            for (ContractEntry entry : entries) {
                int day = Days.of(entry.event().at());
                if (goneFrom < day) {
                    days.put(goneFrom, State.GONE);
                }
                take(entry, day);
                days.put(day, goneFrom <= day ? State.GONE : new State(arr, false));
            }
            if (goneFrom != NEVER) {
                days.putIfAbsent(goneFrom, State.GONE);
            }
            Integer due = lastDay;
            if (goneFrom == NEVER && due != null) {
                renewals.add(new Renewal(due, null));
            }
            return new Contract(periods(), renewals);
        }

        private void take(ContractEntry entry, int day) {
            BigDecimal told = entry.arr();
            Integer end = entry.lastDay();
            switch (entry.kind()) {
                case RENEWED, STARTED -> {
                    Integer due = due(end);
                    if (entry.kind() == ContractEntry.Kind.RENEWED && due != null) {
                        renewals.add(new Renewal(due, day));
                    }
                    lastDayBefore = null;
                    deletedFrom = NEVER;
                    cancelledDay = null;
                    // What ends the contract before does not end this one.
                    lastDay = end;
                }
                case CANCELLED -> {
                    cancelledDay = day;
                    lastDay = end == null ? lastDay : end;
                }
                // A system that goes on telling the old end does not undo a cancellation.
                case TOLD -> {
                    if (end != null && cancelledDay == null) {
                        move(end);
                    }
                }
                case DELETED -> deletedFrom = day + 1;
            }
            arr = told == null ? arr : told;
            goneFrom = Math.min(deletedFrom, endedFrom());
        }

        /** The last day that a renewal until another one is of; one told twice is of none again. */
        private @Nullable Integer due(@Nullable Integer end) {
            Integer due = lastDay;
            return due != null && due.equals(end) ? lastDayBefore : due;
        }

        private void move(int end) {
            Integer before = lastDay;
            if (before != null && before < end) {
                lastDayBefore = before;
            } else if (before == null || before > end) {
                lastDayBefore = null;
            }
            lastDay = end;
        }

        private int endedFrom() {
            Integer cancelled = cancelledDay;
            Integer known = lastDay;
            return cancelled == null
                    ? NEVER
                    : 1 + (known == null || known < cancelled ? cancelled : known);
        }

        private List<Period> periods() {
            var different = new ArrayList<Map.Entry<Integer, State>>();
            days.entrySet()
                    .forEach(it -> {
                        if (different.isEmpty()
                                || !isSame(different.getLast().getValue(), it.getValue())) {
                            different.add(Map.entry(it.getKey(), it.getValue()));
                        }
                    });
            var periods = new ArrayList<Period>();
            for (int i = 0; i < different.size(); i++) {
                State state = different.get(i).getValue();
                Integer to = i + 1 < different.size() ? different.get(i + 1).getKey() : null;
                periods.add(new Period(different.get(i).getKey(), to, state.arr(), state.gone()));
            }
            return periods;
        }

        private static boolean isSame(State one, State other) {
            return one.gone() == other.gone() && isSame(one.arr(), other.arr());
        }

        private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            if (one == null || other == null) {
                return one == null && other == null;
            }
            return one.compareTo(other) == 0;
        }
    }
}
