package io.keepwell.engine.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Accounts counted and added up; exact, so that tallies of parts add up to the tally of the whole.
 *
 * @param accounts how many
 * @param arr their annual recurring revenue, as far as it is known
 * @param withoutArr how many of them have none that is known
 * @param scored how many have a score
 * @param scores what their scores add up to
 * @param scoredArr the revenue of those that have a score
 * @param scoresByArr what their scores, each times its revenue, add up to
 */
public record Tally(
        long accounts,
        BigDecimal arr,
        long withoutArr,
        long scored,
        BigDecimal scores,
        BigDecimal scoredArr,
        BigDecimal scoresByArr) {

    /** No accounts. */
    public static final Tally NONE =
            new Tally(0, BigDecimal.ZERO, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int SCALE = 4;

    /**
     * This and another.
     *
     * @param more the other
     * @return both together
     */
    public Tally plus(Tally more) {
        return new Tally(
                accounts + more.accounts,
                arr.add(more.arr),
                withoutArr + more.withoutArr,
                scored + more.scored,
                scores.add(more.scores),
                scoredArr.add(more.scoredArr),
                scoresByArr.add(more.scoresByArr));
    }

    /**
     * What takes it away from another.
     *
     * @return the same below zero
     */
    public Tally negated() {
        return new Tally(
                -accounts,
                arr.negate(),
                -withoutArr,
                -scored,
                scores.negate(),
                scoredArr.negate(),
                scoresByArr.negate());
    }

    /**
     * The mean score by account (requirement H12).
     *
     * @return of those that have one, to four places, halves up; null when none has
     */
    public @Nullable BigDecimal averageScore() {
        return scored == 0
                ? null
                : scores.divide(BigDecimal.valueOf(scored), SCALE, RoundingMode.HALF_UP);
    }

    /**
     * The mean score by revenue (requirement H12).
     *
     * @return of those that have a score and a revenue; null when they bring nothing
     */
    public @Nullable BigDecimal averageScoreByArr() {
        return scoredArr.signum() == 0
                ? null
                : scoresByArr.divide(scoredArr, SCALE, RoundingMode.HALF_UP);
    }
}
