package io.keepwell.engine.backtest;

import io.keepwell.model.AccountId;
import java.util.Arrays;

/** What policies are measured by: rankings that anybody has for nothing. */
enum Baseline {
    /** By lot, drawn anew for each account every four weeks. */
    RANDOM("random") {
        @Override
        int risk(Course course, int index, long seed) {
            return lot(course.account(), seed + Math.floorDiv(course.day(index), FOUR_WEEKS));
        }

        @Override
        int[] bounds() {
            return new int[] {10, 20, 30, 40, 50, 60, 70, 80, 90};
        }

        @Override
        int banded(int risk) {
            return risk / (LOTS / 100);
        }
    },

    /** By how many days nobody has used the product. */
    LAST_USE("days since last use") {
        @Override
        int risk(Course course, int index, long seed) {
            return course.idleDays(index);
        }

        @Override
        int[] bounds() {
            return new int[] {1, 3, 7, 14, 30, 60, 90};
        }

        @Override
        int banded(int risk) {
            return risk;
        }
    };

    private static final int FOUR_WEEKS = 28;
    private static final int LOTS = 1_000_000;
    private static final int TIES = 1 << 17;
    private static final int RISK_MAX = Integer.MAX_VALUE / TIES - 1;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final String title;

    Baseline(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The risk of a course's day, 0 or more. */
    abstract int risk(Course course, int index, long seed);

    /** Where bands of risk begin, but the first. */
    abstract int[] bounds();

    /** A risk in the unit of the bounds. */
    abstract int banded(int risk);

    /**
     * Marks so many account-days, those of the highest risk. Where only some of equal risk are to
     * be marked the lot decides, account by account.
     */
    Marking marking(Panel panel, long seed, long count) {
        var risks = new long[panel.observations()];
        int at = 0;
        for (Course course : panel.courses()) {
            int tie = lot(course.account(), ~seed) % TIES;
            for (int day = 0; day < course.days(); day++) {
                risks[at] = untied(course, day, seed, tie) << 32 | at;
                at++;
            }
        }
        Arrays.sort(risks);
        var marked = new boolean[risks.length];
        for (int place = risks.length - 1; place >= risks.length - count; place--) {
            marked[(int) risks[place]] = true;
        }
        int[] starts = panel.starts();
        return Marking.of(panel, (course, day) -> marked[starts[course] + day]);
    }

    private long untied(Course course, int day, long seed, int tie) {
        int risk = risk(course, day, seed);
        return this == RANDOM ? risk : (long) Math.min(risk, RISK_MAX) * TIES + tie;
    }

    /** A number from 0 on, the same for the same account and seed. */
    private static int lot(AccountId account, long seed) {
        long mixed = seed * ODD;
        String id = account.value();
        for (int at = 0; at < id.length(); at++) {
            mixed = (mixed ^ id.charAt(at)) * 0xBF58476D1CE4E5B9L;
        }
        mixed = (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
        mixed = (mixed ^ mixed >>> 32) * ODD;
        return (int) ((mixed >>> 12) % LOTS);
    }
}
