package io.keepwell.engine.judge;

import io.keepwell.engine.score.Score;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Hysteresis;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** From the band of a score to the status of an account. */
final class StatusRule {

    private StatusRule() {}

    /**
     * What the status is.
     *
     * @param status the status
     * @param dueAt when it may have to change though the score stays, in milliseconds, or 0
     */
    record Decision(Status status, long dueAt) {}

    /**
     * Decides.
     *
     * @param card how
     * @param score the score and its band
     * @param before the status before, or null for a first one
     * @param since since when that is, in milliseconds
     * @param at now, in milliseconds
     */
    static Decision decide(
            Scorecard card, Score score, @Nullable Status before, long since, long at) {
        Status band = score.status();
        Hysteresis hysteresis = card.hysteresis();
        if (hysteresis == null || isImmediate(band, before)) {
            return new Decision(band, 0);
        }
        Status held = before == null ? band : before;
        if (band == held || !isClear(card, hysteresis, score, held)) {
            return new Decision(held, 0);
        }
        long until = since + hysteresis.dwell().toMillis();
        return at < until ? new Decision(held, until) : new Decision(band, 0);
    }

    /** A first status and a fall to red never wait, and neither does what is not known. */
    private static boolean isImmediate(Status band, @Nullable Status before) {
        return before == null
                || before == Status.UNKNOWN
                || band == Status.UNKNOWN
                || band == Status.RED;
    }

    private static boolean isClear(
            Scorecard card, Hysteresis hysteresis, Score score, Status held) {
        BigDecimal number = card.numberToBand(score.exact(), score.shown());
        return switch (held) {
            case RED -> number.compareTo(hysteresis.leaveRedAt()) >= 0;
            case GREEN -> number.compareTo(hysteresis.leaveGreenBelow()) < 0;
            case YELLOW, UNKNOWN -> true;
        };
    }
}
