package io.keepwell.policy.scorecard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** How a measure's number becomes a score of 0 to 100, to six decimal places. */
public sealed interface Transform {

    /** The decimal places of a score. */
    int SCALE = 6;

    /** The best score. */
    BigDecimal BEST = BigDecimal.valueOf(100).setScale(SCALE, RoundingMode.UNNECESSARY);

    /**
     * Scores a number.
     *
     * @param value any
     * @return 0 to 100, with six decimal places
     */
    BigDecimal score(BigDecimal value);

    /**
     * In proportion between two points, and no further than them. Downwards when {@code at100} is
     * the smaller.
     *
     * @param at0 the number that scores 0
     * @param at100 the number that scores 100, another one
     */
    record Linear(BigDecimal at0, BigDecimal at100) implements Transform {

        /** Checks that there is a slope. */
        public Linear {
            if (at0.compareTo(at100) == 0) {
                throw new IllegalArgumentException("at0 and at100 must differ, both were " + at0);
            }
        }

        @Override
        public BigDecimal score(BigDecimal value) {
            BigDecimal share =
                    value.subtract(at0).divide(at100.subtract(at0), MathContext.DECIMAL128);
            return inside(share.multiply(BEST));
        }
    }

    /**
     * From a score on, so much more or less for each one; no less than 0 and no more than 100.
     *
     * @param start what nothing scores
     * @param each what each one adds; below 0, what it takes away; not 0
     */
    record Slope(BigDecimal start, BigDecimal each) implements Transform {

        /** Checks that there is a slope. */
        public Slope {
            if (each.signum() == 0) {
                throw new IllegalArgumentException("each must not be 0");
            }
        }

        @Override
        public BigDecimal score(BigDecimal value) {
            return inside(start.add(each.multiply(value)));
        }
    }

    /**
     * Along a line through points; before the first as at the first, behind the last as at the
     * last.
     *
     * @param points from left to right, two or more
     */
    record Curve(List<Point> points) implements Transform {

        /**
         * One point.
         *
         * @param at the number
         * @param score what it scores, 0 to 100
         */
        public record Point(BigDecimal at, BigDecimal score) {
            /** Checks the score. */
            public Point {
                requireScore(score);
            }
        }

        /** Checks that the points go from left to right. */
        public Curve {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new IllegalArgumentException("a curve has two points or more");
            }
            for (int at = 1; at < points.size(); at++) {
                requireUpwards("points", points.get(at - 1).at(), points.get(at).at());
            }
        }

        @Override
        public BigDecimal score(BigDecimal value) {
            Point left = points.getFirst();
            if (value.compareTo(left.at()) <= 0) {
                return inside(left.score());
            }
            for (Point right : points) {
                if (value.compareTo(right.at()) < 0) {
                    return between(left, right, value);
                }
                left = right;
            }
            return inside(left.score());
        }

        private static BigDecimal between(Point left, Point right, BigDecimal value) {
            BigDecimal risen =
                    right.score()
                            .subtract(left.score())
                            .multiply(value.subtract(left.at()))
                            .divide(right.at().subtract(left.at()), MathContext.DECIMAL128);
            return inside(left.score().add(risen));
        }
    }

    /**
     * By what the number is, such as the answers of a scale.
     *
     * @param values what each scores, 0 to 100; one or more
     * @param otherwise what all other numbers score, 0 to 100
     */
    record Values(List<Value> values, BigDecimal otherwise) implements Transform {

        /**
         * One of them.
         *
         * @param is the number, just this one
         * @param score what it scores, 0 to 100
         */
        public record Value(BigDecimal is, BigDecimal score) {
            /** Checks the score. */
            public Value {
                requireScore(score);
            }
        }

        /** Checks that each stands once. */
        public Values {
            values = List.copyOf(values);
            requireScore(otherwise);
            long distinct =
                    values.stream().map(it -> it.is().stripTrailingZeros()).distinct().count();
            if (distinct != values.size()) {
                throw new IllegalArgumentException("a value stands twice");
            }
        }

        @Override
        public BigDecimal score(BigDecimal value) {
            return inside(
                    values.stream()
                            .filter(it -> it.is().compareTo(value) == 0)
                            .map(Value::score)
                            .findFirst()
                            .orElse(otherwise));
        }
    }

    /**
     * By steps: the score of the last step that begins at the number or below it.
     *
     * @param below the score of numbers below the first step, 0 to 100
     * @param steps upwards, one or more
     */
    record Steps(BigDecimal below, List<Step> steps) implements Transform {

        /**
         * One step.
         *
         * @param from where it begins; that number belongs to it
         * @param score what it scores, 0 to 100
         */
        public record Step(BigDecimal from, BigDecimal score) {
            /** Checks the score. */
            public Step {
                requireScore(score);
            }
        }

        /** Checks that the steps go up. */
        public Steps {
            steps = List.copyOf(steps);
            requireScore(below);
            for (int at = 1; at < steps.size(); at++) {
                requireUpwards("steps", steps.get(at - 1).from(), steps.get(at).from());
            }
        }

        @Override
        public BigDecimal score(BigDecimal value) {
            BigDecimal score = below;
            for (Step step : steps) {
                if (step.from().compareTo(value) <= 0) {
                    score = step.score();
                }
            }
            return inside(score);
        }
    }

    private static BigDecimal inside(BigDecimal score) {
        return score.max(BigDecimal.ZERO).min(BEST).setScale(SCALE, RoundingMode.HALF_UP);
    }

    /**
     * Checks a score.
     *
     * @throws IllegalArgumentException when it is not 0 to 100
     */
    static void requireScore(BigDecimal score) {
        if (score.signum() < 0 || score.compareTo(BEST) > 0) {
            throw new IllegalArgumentException("a score must be 0 to 100, was " + score);
        }
    }

    private static void requireUpwards(String what, BigDecimal before, BigDecimal next) {
        if (next.compareTo(before) <= 0) {
            throw new IllegalArgumentException(
                    "%s must go up, but %s is not above %s".formatted(what, next, before));
        }
    }
}
