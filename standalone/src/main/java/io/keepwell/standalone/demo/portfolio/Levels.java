package io.keepwell.standalone.demo.portfolio;

/**
 * How an account fares in each of the five pillars: 0 is where the shipped card gives no point, 1
 * is where it gives all.
 *
 * @param usage of the product
 * @param engagement how the customer answers
 * @param support how it fares with support
 * @param outcomes what it gets
 * @param relationship whom we know
 */
record Levels(
        double usage, double engagement, double support, double outcomes, double relationship) {

    /** The same in all pillars. */
    static Levels even(double level) {
        return new Levels(level, level, level, level, level);
    }

    /** A part of the way to others: 0 is here, 1 is there. */
    Levels towards(Levels there, double way) {
        return new Levels(
                between(usage, there.usage, way),
                between(engagement, there.engagement, way),
                between(support, there.support, way),
                between(outcomes, there.outcomes, way),
                between(relationship, there.relationship, way));
    }

    /** A little more or less of everything, as customers differ. */
    Levels shifted(double by) {
        return new Levels(
                bounded(usage + by),
                bounded(engagement + by),
                bounded(support + by),
                bounded(outcomes + by),
                bounded(relationship + by));
    }

    private static double between(double here, double there, double way) {
        return here + (there - here) * way;
    }

    private static double bounded(double level) {
        return Math.clamp(level, 0.0, 1.0);
    }
}
