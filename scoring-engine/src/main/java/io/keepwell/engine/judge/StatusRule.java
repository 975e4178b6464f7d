package io.keepwell.engine.judge;

import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.ScoreOverride;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Hysteresis;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.util.Objects;
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
     * A status that an account has.
     *
     * @param status the status
     * @param since since when, in milliseconds
     * @param firstAt when the account was judged for the first time, in milliseconds
     * @param override the person's word that it was given under, or null
     */
    record Held(Status status, long since, long firstAt, @Nullable ScoreOverride override) {}

    /**
     * Decides.
     *
     * @param card how
     * @param score the score and its band
     * @param before the status before, or null for a first one
     * @param at now, in milliseconds
     */
    static Decision decide(Scorecard card, Score score, @Nullable Held before, long at) {
        Status band = score.status();
        Hysteresis hysteresis = card.hysteresis();
        if (hysteresis == null
                || before == null
                || isImmediate(band, before.status())
                || isOtherWord(score, before)) {
            return new Decision(band, 0);
        }
        Status held = before.status();
        if (band == held || !isClear(card, hysteresis, score, held)) {
            return new Decision(held, 0);
        }
        long dwell = hysteresis.dwell().toMillis();
        long until = before.since() + dwell;
        // An account that is new to us is still finding its place: nothing holds it there.
        boolean isNew = at < before.firstAt() + dwell;
        return isNew || at >= until ? new Decision(band, 0) : new Decision(held, until);
    }

    /** A first status and a fall to red never wait, and neither does what is not known. */
    private static boolean isImmediate(Status band, Status before) {
        return before == Status.UNKNOWN || band == Status.UNKNOWN || band == Status.RED;
    }

    /** Who says what a score is, or takes it back, does not want to wait. */
    private static boolean isOtherWord(Score score, Held before) {
        return !Objects.equals(score.override().orElse(null), before.override());
    }

    private static boolean isClear(
            Scorecard card, Hysteresis hysteresis, Score score, Status held) {
        BigDecimal number = card.numberToBand(score.exact(), score.shown());
        return switch (held) {
            case RED -> number.compareTo(hysteresis.leaveRedAt()) >= 0;
            // Where the edge is the lower band's, who is at it has left.
            case GREEN ->
                    number.compareTo(hysteresis.leaveGreenBelow())
                            < (card.edges() == Scorecard.Edges.LOWER_INCLUSIVE ? 0 : 1);
            case YELLOW, UNKNOWN -> true;
        };
    }
}
