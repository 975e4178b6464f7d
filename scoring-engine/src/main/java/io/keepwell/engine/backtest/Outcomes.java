package io.keepwell.engine.backtest;

import io.keepwell.engine.backtest.BacktestReport.AlertLoad;
import io.keepwell.engine.backtest.BacktestReport.FalseAlarms;
import io.keepwell.engine.backtest.BacktestReport.Flapping;
import io.keepwell.engine.backtest.BacktestReport.LeadTime;
import io.keepwell.engine.backtest.BacktestReport.MarksAt;
import io.keepwell.engine.backtest.BacktestReport.Week;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How right marks were, and what they cost. */
final class Outcomes {

    /** Lost time of a flag: a pause that is no longer does not end it. */
    static final int PAUSE_MAX = 14;

    /** A change that is taken back within so many days need not have been told. */
    static final int UNDONE_WITHIN = 14;

    private static final int MONTH = 30;
    private static final int WEEK = 7;
    private static final int QUARTER = 91;

    /** 1970 began on a Thursday. */
    private static final int MONDAY = 3;

    private static final int MONTHS = 13;
    private static final double A_TENTH = 0.1;

    private final Panel panel;
    private final Marking marking;
    private final Managers managers;

    Outcomes(Panel panel, Marking marking, Managers managers) {
        this.panel = panel;
        this.marking = marking;
        this.managers = managers;
    }

    MarksAt at(int horizon) {
        long flaggedLost = 0;
        long flaggedKept = 0;
        long unflaggedLost = 0;
        long unflaggedKept = 0;
        int reachable = 0;
        int warned = 0;
        for (int number = 0; number < panel.size(); number++) {
            Course course = panel.course(number);
            for (int day = 0;
                    day < course.days() && panel.isFollowed(course, day, horizon);
                    day++) {
                boolean isFlagged = marking.flagged(number)[day];
                if (course.isLostWithin(day, horizon)) {
                    flaggedLost += isFlagged ? 1 : 0;
                    unflaggedLost += isFlagged ? 0 : 1;
                } else {
                    flaggedKept += isFlagged ? 1 : 0;
                    unflaggedKept += isFlagged ? 0 : 1;
                }
            }
            Churn churn = course.churn();
            if (churn != null && course.covers(churn.day() - horizon)) {
                reachable++;
                warned += lead(number).orElse(-1) >= horizon ? 1 : 0;
            }
        }
        return new MarksAt(
                horizon,
                new Confusion(flaggedLost, flaggedKept, unflaggedLost, unflaggedKept),
                reachable,
                warned);
    }

    /** How many days before its loss a course was lastingly flagged. */
    private OptionalInt lead(int number) {
        Churn churn = panel.course(number).churn();
        OptionalInt first = lastingFrom(marking.flagged(number));
        return churn == null || first.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(churn.day() - panel.course(number).day(first.getAsInt()));
    }

    private static OptionalInt lastingFrom(boolean[] flagged) {
        if (!flagged[flagged.length - 1]) {
            return OptionalInt.empty();
        }
        int first = flagged.length - 1;
        for (int day = first; day >= 0 && first - day <= PAUSE_MAX + 1; day--) {
            first = flagged[day] ? day : first;
        }
        return OptionalInt.of(first);
    }

    LeadTime leadTime() {
        var leads = new ArrayList<Integer>();
        int lost = 0;
        int sinceFirstDay = 0;
        var months = new int[MONTHS];
        for (int number = 0; number < panel.size(); number++) {
            lost += panel.course(number).churn() == null ? 0 : 1;
            OptionalInt lead = lead(number);
            if (lead.isPresent()) {
                leads.add(lead.getAsInt());
                months[Math.min(MONTHS - 1, lead.getAsInt() / MONTH)]++;
                sinceFirstDay += lastingFrom(marking.flagged(number)).orElseThrow() == 0 ? 1 : 0;
            }
        }
        leads.sort(null);
        return new LeadTime(
                lost,
                leads.size(),
                sinceFirstDay,
                ranked(leads, 0.5),
                ranked(leads, A_TENTH),
                ranked(leads, 1 - A_TENTH),
                Arrays.stream(months).boxed().toList());
    }

    private static @Nullable Integer ranked(List<Integer> sorted, double share) {
        return sorted.isEmpty()
                ? null
                : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    FalseAlarms falseAlarms() {
        int kept = 0;
        int flagged = 0;
        long days = 0;
        long flaggedDays = 0;
        long begun = 0;
        for (int number = 0; number < panel.size(); number++) {
            if (panel.course(number).churn() == null) {
                boolean[] its = marking.flagged(number);
                kept++;
                flagged += isAny(its) ? 1 : 0;
                days += its.length;
                for (int day = 0; day < its.length; day++) {
                    flaggedDays += its[day] ? 1 : 0;
                    begun += its[day] && (day == 0 || !its[day - 1]) ? 1 : 0;
                }
            }
        }
        return new FalseAlarms(
                kept,
                flagged,
                Share.of(flagged, kept),
                Share.of(flaggedDays, days),
                begun,
                Share.of((double) begun * QUARTER, (double) days));
    }

    private static boolean isAny(boolean[] days) {
        for (boolean day : days) {
            if (day) {
                return true;
            }
        }
        return false;
    }

    Flapping flapping() {
        var steadiness = new Steadiness();
        for (int number = 0; number < panel.size(); number++) {
            boolean[] days = marking.flagged(number);
            steadiness.add(days.length, day -> days[day]);
        }
        return steadiness.flapping();
    }

    AlertLoad alerts() {
        long alerts = 0;
        for (int number = 0; number < panel.size(); number++) {
            for (int day : marking.alerts(number)) {
                alerts += day;
            }
        }
        return new AlertLoad(
                alerts,
                managers.names(),
                Share.of(managers.unmanagedDays(), panel.observations()),
                Share.of(alerts * (double) WEEK, managers.days()));
    }

    List<Week> weeks() {
        var weeks = new TreeMap<Integer, long[]>();
        for (int number = 0; number < panel.size(); number++) {
            Course course = panel.course(number);
            for (int day = 0; day < course.days(); day++) {
                long[] its =
                        weeks.computeIfAbsent(
                                Math.floorDiv(course.day(day) + MONDAY, WEEK), _ -> new long[4]);
                boolean isFlagged = marking.flagged(number)[day];
                its[0]++;
                its[1] += marking.alerts(number)[day];
                its[2] += isFlagged ? 1 : 0;
                its[3] += day > 0 && isFlagged != marking.flagged(number)[day - 1] ? 1 : 0;
            }
        }
        var told = new ArrayList<Week>();
        weeks.forEach((week, its) -> {
            int monday = week * WEEK - MONDAY;
            told.add(
                    new Week(
                            LocalDate.ofEpochDay(monday),
                            Share.of(its[1] * (double) WEEK, managers.days(monday, monday + WEEK)),
                            Share.of(its[2], its[0]),
                            Share.of((double) its[3] * MONTH, (double) its[0])));
        });
        return told;
    }
}
