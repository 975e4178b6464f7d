package io.keepwell.engine.score;

import io.keepwell.model.WireName;
import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A person's word against the card's: told by an event, with a reason, and for a time. The computed
 * score is told beside it.
 *
 * @param as what it does to the score
 * @param score 0 to 100
 * @param reason why, in the person's words
 * @param author who, by user name
 * @param setOn the UTC day on which it was said
 * @param lastDay the last UTC day on which it holds
 * @param eventId the event that told it
 * @param source that event's source
 */
public record ScoreOverride(
        As as,
        BigDecimal score,
        String reason,
        String author,
        int setOn,
        int lastDay,
        String eventId,
        String source) {

    private static final BigDecimal MAX = BigDecimal.valueOf(100);

    /**
     * Brings the score to its one spelling, so that a word is the same before and after it was
     * stored.
     */
    public ScoreOverride {
        if (!isScore(score)) {
            throw new IllegalArgumentException("score must be 0 to 100, was " + score);
        }
        score = score.setScale(Transform.SCALE, RoundingMode.HALF_UP);
    }

    /**
     * Whether a number can be a score.
     *
     * @param number any
     * @return true from 0 to 100
     */
    public static boolean isScore(BigDecimal number) {
        return number.signum() >= 0 && number.compareTo(MAX) <= 0;
    }

    /** What an override does to a score. */
    public enum As implements WireName {
        /** It is the score. */
        SCORE,
        /** The score is no more than that. */
        CAP,
        /** The score is no less than that. */
        FLOOR
    }
}
