package io.keepwell.standalone.demo.portfolio;

import java.util.List;

/**
 * How levels develop: straight from one point to the next, and level before the first and after the
 * last.
 *
 * @param points the oldest first
 */
record Arc(List<Point> points) {

    /**
     * Levels at a day.
     *
     * @param ago how many days before the portfolio's present it lies
     * @param levels the levels then
     */
    record Point(int ago, Levels levels) {}

    Arc {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("an arc needs a point");
        }
    }

    static Arc level(Levels levels) {
        return new Arc(List.of(new Point(0, levels)));
    }

    static Arc falling(int fromAgo, Levels from, int toAgo, Levels to) {
        return new Arc(List.of(new Point(fromAgo, from), new Point(toAgo, to)));
    }

    /** The levels so many days before the present; after it with a negative number. */
    Levels at(int ago) {
        Point before = points.getFirst();
        for (Point point : points) {
            if (ago >= point.ago()) {
                return before.ago() == point.ago() || ago >= before.ago()
                        ? before.levels()
                        : before.levels()
                                .towards(
                                        point.levels(),
                                        (double) (before.ago() - ago)
                                                / (before.ago() - point.ago()));
            }
            before = point;
        }
        return before.levels();
    }
}
