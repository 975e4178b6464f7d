package io.keepwell.engine.backtest;

import java.util.List;

/**
 * The courses that count, in the order of their accounts, and their days numbered through.
 *
 * @param courses the courses
 * @param toDay the last day of which everything is known
 */
record Panel(List<Course> courses, int toDay) {

    Panel {
        courses = List.copyOf(courses);
    }

    int size() {
        return courses.size();
    }

    Course course(int number) {
        return courses.get(number);
    }

    int observations() {
        return courses.stream().mapToInt(Course::days).sum();
    }

    /** For each observation, its course. */
    int[] clusters() {
        var clusters = new int[observations()];
        int at = 0;
        for (int course = 0; course < courses.size(); course++) {
            for (int day = 0; day < courses.get(course).days(); day++) {
                clusters[at++] = course;
            }
        }
        return clusters;
    }

    /** For each course, the number of its first observation. */
    int[] starts() {
        var starts = new int[courses.size()];
        for (int course = 1; course < starts.length; course++) {
            starts[course] = starts[course - 1] + courses.get(course - 1).days();
        }
        return starts;
    }

    /** Whether so many days are known after a course's day. */
    boolean isFollowed(Course course, int day, int horizon) {
        return course.day(day) + horizon <= toDay;
    }
}
