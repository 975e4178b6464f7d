package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import java.util.Arrays;

/** One type's days of one month: how many events, how many of them with a value, and their sum. */
final class MonthSeries {

    private static final int VERSION = 1;
    private static final int DAYS = 31;

    private final int firstDay;
    private final int[] counts = new int[DAYS];
    private final int[] valued = new int[DAYS];
    private final Sum[] sums = new Sum[DAYS];

    MonthSeries(int month) {
        this.firstDay = Days.firstOf(month);
        Arrays.fill(sums, Sum.ZERO);
    }

    static MonthSeries decode(int month, byte[] bytes) {
        var series = new MonthSeries(month);
        var in = new ByteReader(bytes, VERSION);
        int days = in.count(Integer.MAX_VALUE);
        for (int day = 0; day < DAYS; day++) {
            if ((days & (1 << day)) != 0) {
                series.counts[day] = in.count(Integer.MAX_VALUE);
                series.valued[day] = in.count(Integer.MAX_VALUE);
                series.sums[day] = series.valued[day] == 0 ? Sum.ZERO : Sum.read(in);
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
                out.unsigned(valued[day]);
                if (valued[day] != 0) {
                    sums[day].write(out);
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
        valued[at]++;
        sums[at] = sums[at].plus(millionths);
    }

    /** What lies between two days, both included. */
    Totals between(int from, int to) {
        Totals totals = Totals.NONE;
        int last = Math.min(to - firstDay, DAYS - 1);
        for (int day = Math.max(from - firstDay, 0); day <= last; day++) {
            if (counts[day] != 0) {
                totals = totals.plus(new Totals(counts[day], valued[day], sums[day]));
            }
        }
        return totals;
    }
}
