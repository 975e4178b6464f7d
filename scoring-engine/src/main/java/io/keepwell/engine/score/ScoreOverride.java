package io.keepwell.engine.score;

import io.keepwell.model.WireName;
import java.math.BigDecimal;

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
