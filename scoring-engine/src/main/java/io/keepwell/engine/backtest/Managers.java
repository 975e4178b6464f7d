package io.keepwell.engine.backtest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who had the accounts. Where that is not known, {@value #ACCOUNTS_A_MANAGER} accounts count as one
 * manager's.
 */
final class Managers {

    /** Between the 25 of a mid-market manager and the 100 and more of a small-business one (G4). */
    static final int ACCOUNTS_A_MANAGER = 50;

    private final Map<Integer, Set<String>> named = new HashMap<>();
    private final Map<Integer, Integer> unmanaged = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private long unmanagedDays;

    Managers(Panel panel) {
        for (Course course : panel.courses()) {
            for (int day = 0; day < course.days(); day++) {
                add(course.day(day), course.manager(day));
            }
        }
    }

    private void add(int day, @Nullable String manager) {
        if (manager == null) {
            unmanagedDays++;
            unmanaged.merge(day, 1, Integer::sum);
        } else {
            names.add(manager);
            named.computeIfAbsent(day, _ -> new HashSet<>()).add(manager);
        }
    }

    int names() {
        return names.size();
    }

    long unmanagedDays() {
        return unmanagedDays;
    }

    /** Days of one manager, all together. */
    double days() {
        return named.values().stream().mapToInt(Set::size).sum()
                + (double) unmanagedDays / ACCOUNTS_A_MANAGER;
    }

    /** Those from one day until before another. */
    double days(int from, int to) {
        double days = 0;
        for (int day = from; day < to; day++) {
            days +=
                    named.getOrDefault(day, Set.of()).size()
                            + (double) unmanaged.getOrDefault(day, 0) / ACCOUNTS_A_MANAGER;
        }
        return days;
    }
}
