package io.keepwell.policy.scorecard;

import java.math.BigDecimal;

/** What a measure without data counts as, which requirement H8 leaves open. */
public sealed interface MissingPolicy {

    /** Its weight goes to the others of its dimension. The default. */
    MissingPolicy SPREAD = new Spread(Over.DIMENSION);

    /** Its weight goes to all others of the card, so that its dimension weighs less. */
    MissingPolicy SPREAD_OVER_CARD = new Spread(Over.CARD);

    /** The worst score: who does not tell has something to hide. */
    MissingPolicy ZERO = new Fixed(BigDecimal.ZERO);

    /** Half of the best score: neither for nor against the account. */
    MissingPolicy NEUTRAL = new Fixed(BigDecimal.valueOf(50));

    /** Nothing can be said of the account without it. */
    MissingPolicy UNKNOWN = new Unknown();

    /** Among which measures a weight is spread. */
    enum Over {
        /** Those of the same dimension. */
        DIMENSION,
        /** All of the card. */
        CARD
    }

    /**
     * It counts as nothing, and its weight goes to others in proportion.
     *
     * @param over to which
     */
    record Spread(Over over) implements MissingPolicy {}

    /**
     * It counts as a score.
     *
     * @param score 0 to 100
     */
    record Fixed(BigDecimal score) implements MissingPolicy {
        /** Checks the score. */
        public Fixed {
            Transform.requireScore(score);
        }
    }

    /** It counts as nothing, as spread over its dimension, and the status is unknown. */
    record Unknown() implements MissingPolicy {}
}
