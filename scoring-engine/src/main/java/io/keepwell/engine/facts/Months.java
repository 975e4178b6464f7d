package io.keepwell.engine.facts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One type's months, the oldest first. A window is asked for far more often than a month is added,
 * and an account has no more than fourteen of a type.
 */
final class Months {

    private final List<MonthSeries> series = new ArrayList<>();

    int size() {
        return series.size();
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    /** A month; null where nothing happened in it. */
    @Nullable MonthSeries get(int month) {
        int at = find(month);
        return at < 0 ? null : series.get(at);
    }

    /** A month, begun where nothing happened in it so far. */
    MonthSeries begun(int month) {
        int at = find(month);
        if (at < 0) {
            series.add(-at - 1, new MonthSeries(month));
            return series.get(-at - 1);
        }
        return series.get(at);
    }

    void put(MonthSeries its) {
        int at = find(its.month());
        if (at < 0) {
            series.add(-at - 1, its);
        } else {
            series.set(at, its);
        }
    }

    void remove(int month) {
        int at = find(month);
        if (at >= 0) {
            series.remove(at);
        }
    }

    /** How many events lie between two days, both included. */
    long count(int from, int to) {
        long count = 0;
        for (int at = series.size() - 1; at >= 0; at--) {
            MonthSeries its = series.get(at);
            if (its.lastDay() < from) {
                break;
            }
            count += its.count(from, to);
        }
        return count;
    }

    /** What lies between two days, both included. */
    Totals between(int from, int to) {
        Totals totals = Totals.NONE;
        for (int at = series.size() - 1; at >= 0; at--) {
            MonthSeries its = series.get(at);
            if (its.lastDay() < from) {
                break;
            }
            totals = totals.plus(its.between(from, to));
        }
        return totals;
    }

    /** The first day since another that has an event; {@link Integer#MAX_VALUE} for none. */
    int next(int from) {
        for (MonthSeries its : series) {
            int day = its.next(from);
            if (day != Integer.MAX_VALUE) {
                return day;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Where a month is; where it belongs is {@code -at - 1}. The latest are asked for most. */
    private int find(int month) {
        for (int at = series.size() - 1; at >= 0; at--) {
            int its = series.get(at).month();
            if (its <= month) {
                return its == month ? at : -at - 2;
            }
        }
        return -1;
    }
}
