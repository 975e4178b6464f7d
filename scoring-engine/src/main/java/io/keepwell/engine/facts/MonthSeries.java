package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One type's days of one month: how many events, how many of them with a value, and their sum. */
final class MonthSeries {

    private static final int VERSION = 1;
    private static final int DAYS = 31;

    private final int month;
    private final int firstDay;
    private final int[] counts = new int[DAYS];

    /** Most types have no values: these are there once an event had one. */
    private int @Nullable [] valued;

    private Sum @Nullable [] sums;

    MonthSeries(int month) {
        this.month = month;
        this.firstDay = Days.firstOf(month);
    }

    /** Months since year 0. */
    int month() {
        return month;
    }

    /** No day after this one is in it; the next month may have begun. */
    int lastDay() {
        return firstDay + DAYS - 1;
    }

    static MonthSeries decode(int month, byte[] bytes) {
        var series = new MonthSeries(month);
        var in = new ByteReader(bytes, VERSION);
        int days = in.count(Integer.MAX_VALUE);
        for (int day = 0; day < DAYS; day++) {
            if ((days & (1 << day)) != 0) {
                series.counts[day] = in.count(Integer.MAX_VALUE);
                int valued = in.count(Integer.MAX_VALUE);
                if (valued != 0) {
                    series.value(day, valued, Sum.read(in));
                }
            }
        }
        in.end();
        return series;
    }

    byte[] encode() {
        var out = new ByteWriter(VERSION);
        int days = 0;
        for (int day = 0; day < DAYS; day++) {
            days |= counts[day] == 0 ? 0 : 1 << day;
        }
        out.unsigned(days);
        for (int day = 0; day < DAYS; day++) {
            if (counts[day] != 0) {
                out.unsigned(counts[day]);
                out.unsigned(valued(day));
                if (valued(day) != 0) {
                    sum(day).write(out);
                }
            }
        }
        return out.bytes();
    }

    void add(int day) {
        counts[day - firstDay]++;
    }

    void add(int day, long millionths) {
        int at = day - firstDay;
        counts[at]++;
        value(at, valued(at) + 1, sum(at).plus(millionths));
    }

    /** Whether a day has more than the same of other events, so that something can go from it. */
    boolean hasMore(int day, boolean isValued, @Nullable MonthSeries others) {
        int at = day - firstDay;
        return counts[at] > (others == null ? 0 : others.counts[at])
                && (!isValued || valued(at) > (others == null ? 0 : others.valued(at)));
    }

    void takeBack(int day) {
        counts[day - firstDay]--;
    }

    void takeBack(int day, long millionths) {
        int at = day - firstDay;
        counts[at]--;
        value(at, valued(at) - 1, sum(at).plus(-millionths));
    }

    boolean isEmpty() {
        return Arrays.stream(counts).allMatch(count -> count == 0);
    }

    private int valued(int at) {
        return valued == null ? 0 : valued[at];
    }

    private Sum sum(int at) {
        return sums == null ? Sum.ZERO : sums[at];
    }

    private void value(int at, int events, Sum sum) {
        if (valued == null || sums == null) {
            valued = new int[DAYS];
            sums = new Sum[DAYS];
            Arrays.fill(sums, Sum.ZERO);
        }
        valued[at] = events;
        sums[at] = sum;
    }

    /** The first day since another that has an event; {@link Integer#MAX_VALUE} for none. */
    int next(int from) {
        for (int day = Math.max(from - firstDay, 0); day < DAYS; day++) {
            if (counts[day] != 0) {
                return firstDay + day;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** How many events lie between two days, both included. */
    long count(int from, int to) {
        long count = 0;
        int last = Math.min(to - firstDay, DAYS - 1);
        for (int day = Math.max(from - firstDay, 0); day <= last; day++) {
            count += counts[day];
        }
        return count;
    }

    /** What lies between two days, both included. */
    Totals between(int from, int to) {
        Totals totals = Totals.NONE;
        int last = Math.min(to - firstDay, DAYS - 1);
        for (int day = Math.max(from - firstDay, 0); day <= last; day++) {
            if (counts[day] != 0) {
                totals = totals.plus(new Totals(counts[day], valued(day), sum(day)));
            }
        }
        return totals;
    }
}
