package io.keepwell.policy.scorecard;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What becomes of a number whose newest event is old. However it is declared, explanations tell for
 * how long it has been stale.
 */
public sealed interface Staleness {

    /**
     * The age that is not stale yet.
     *
     * @return days since the newest event that the measure reads, 1 or more
     */
    int after();

    /**
     * It counts as before.
     *
     * @param after see {@link #after()}
     */
    record Shown(int after) implements Staleness {
        /** Checks the age. */
        public Shown {
            requireDays("after", after);
        }
    }

    /**
     * It counts as missing.
     *
     * @param after see {@link #after()}
     */
    record Dropped(int after) implements Staleness {
        /** Checks the age. */
        public Dropped {
            requireDays("after", after);
        }
    }

    /**
     * Its score goes in a straight line to another one, and stays there.
     *
     * @param after see {@link #after()}
     * @param over how many days that takes, 1 or more
     * @param to the score at the end of them, 0 to 100
     */
    record Decayed(int after, int over, BigDecimal to) implements Staleness {
        /** Checks days and score. */
        public Decayed {
            requireDays("after", after);
            requireDays("over", over);
            Transform.requireScore(to);
        }

        /**
         * The score of a number that is stale.
         *
         * @param score what the number is worth, in millionths
         * @param days for how many days it has been stale, 0 or more
         * @return between that and the score at the end, in millionths, halves rounded up
         */
        public long decay(long score, int days) {
            long end =
                    to.movePointRight(Transform.SCALE)
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValueExact();
            long gone = Math.min(days, over);
            return (2 * (score * (over - gone) + end * gone) + over) / (2L * over);
        }
    }

    private static void requireDays(String name, int days) {
        if (days < 1) {
            throw new IllegalArgumentException(
                    "%s must be 1 day or more, was %d".formatted(name, days));
        }
    }
}
