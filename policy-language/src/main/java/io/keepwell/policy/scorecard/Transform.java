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
            BigDecimal inside = share.max(BigDecimal.ZERO).min(BigDecimal.ONE);
            return inside.multiply(BEST).setScale(SCALE, RoundingMode.HALF_UP);
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
                if (steps.get(at).from().compareTo(steps.get(at - 1).from()) <= 0) {
                    throw new IllegalArgumentException(
                            "steps must go up, but %s is not above %s"
                                    .formatted(steps.get(at).from(), steps.get(at - 1).from()));
                }
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
            return score.setScale(SCALE, RoundingMode.HALF_UP);
        }

        private static void requireScore(BigDecimal score) {
            if (score.signum() < 0 || score.compareTo(BEST) > 0) {
                throw new IllegalArgumentException("a score must be 0 to 100, was " + score);
            }
        }
    }
}
