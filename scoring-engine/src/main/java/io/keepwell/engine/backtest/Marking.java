package io.keepwell.engine.backtest;

/** Who would have been warned of on which day, and how many alerts each day gave. */
final class Marking {

    private final boolean[][] flagged;
    private final int[][] alerts;

    private Marking(boolean[][] flagged, int[][] alerts) {
        this.flagged = flagged;
        this.alerts = alerts;
    }

    /** Marks made of a question to each day; an alert wherever marks begin. */
    static Marking of(Panel panel, Question question) {
        var flagged = new boolean[panel.size()][];
        var alerts = new int[panel.size()][];
        for (int course = 0; course < panel.size(); course++) {
            int days = panel.course(course).days();
            flagged[course] = new boolean[days];
            alerts[course] = new int[days];
            for (int day = 0; day < days; day++) {
                flagged[course][day] = question.isFlagged(course, day);
                boolean isNew = flagged[course][day] && day > 0 && !flagged[course][day - 1];
                alerts[course][day] = isNew ? 1 : 0;
            }
        }
        return new Marking(flagged, alerts);
    }

    /** What policies say, with the alerts that they raise. */
    static Marking of(Panel panel, int policies, Flag flag) {
        Marking marking =
                of(panel, (course, day) -> panel.course(course).verdicts(policies).is(flag, day));
        for (int course = 0; course < panel.size(); course++) {
            Verdicts verdicts = panel.course(course).verdicts(policies);
            for (int day = 0; day < marking.alerts[course].length; day++) {
                marking.alerts[course][day] =
                        verdicts.alerts(flag, day, marking.alerts[course][day] > 0);
            }
        }
        return marking;
    }

    /** For each day of a course, whether it is marked. */
    boolean[] flagged(int course) {
        return flagged[course];
    }

    /** For each day of a course, how many alerts it gave. */
    int[] alerts(int course) {
        return alerts[course];
    }

    /** Whether a day of a course is marked. */
    @FunctionalInterface
    interface Question {
        boolean isFlagged(int course, int day);
    }

    long days() {
        long days = 0;
        for (boolean[] course : flagged) {
            for (boolean day : course) {
                days += day ? 1 : 0;
            }
        }
        return days;
    }
}
