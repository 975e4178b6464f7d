package io.keepwell.engine.judge;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.risk.RiskReading;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict has become while its account rested: the same, as of a later day. Only the numbers
 * of some measures have gone on, such as days since something, by which no score changed.
 */
public final class Rested {

    private static final int SCALE = 6;

    private Rested() {}

    /**
     * Brings a verdict up to a midnight that its account has rested over.
     *
     * @param day the UTC day that began
     * @param rested the verdict with which it went to rest, on an earlier day
     * @param card the card of the verdict, or null when it is not at hand: then numbers stay as
     *     they were
     * @param metrics the account as of that day, of which at least traits and the latest events of
     *     each type are known
     * @return the verdict of that midnight
     */
    public static Verdict on(
            int day, Verdict rested, @Nullable Scorecard card, FactsMetrics metrics) {
        if (card == null) {
            return on(day, rested);
        }
        List<Measure> measures =
                card.dimensions().stream().map(Dimension::measures).flatMap(List::stream).toList();
        return on(day, rested, (at, value) -> value(measures.get(at), metrics, value));
    }

    /**
     * Brings a verdict up to a midnight that its account has rested over, but for the numbers that
     * go on.
     *
     * @param day the UTC day that began
     * @param rested the verdict with which it went to rest, on an earlier day
     * @return the verdict of that midnight, where the numbers of some measures are those of the
     *     earlier day
     */
    public static Verdict on(int day, Verdict rested) {
        return on(day, rested, (_, value) -> value);
    }

    /** What has become of the number of a measure, by its place in the card. */
    @FunctionalInterface
    private interface Numbers {
        BigDecimal after(int at, BigDecimal before);
    }

    private static Verdict on(int day, Verdict rested, Numbers numbers) {
        int since = Days.of(rested.asOf());
        if (day <= since) {
            return rested;
        }
        List<MeasureScore> before = rested.score().measures();
        var after = new ArrayList<MeasureScore>(before.size());
        for (int at = 0; at < before.size(); at++) {
            MeasureScore score = before.get(at);
            BigDecimal value = score.value();
            // What was frozen on an earlier day is so still.
            after.add(
                    score.asOf() == since
                            ? on(day, score, value == null ? null : numbers.after(at, value))
                            : score);
        }
        Score old = rested.score();
        return rested.asOf(
                Days.begin(day).toEpochMilli(),
                new Score(
                        old.status(),
                        old.exact(),
                        old.shown(),
                        old.coverage(),
                        after,
                        old.adjustments()),
                RiskReading.on(rested.risk(), since, day));
    }

    /** Whether a number may go on while its account rests: no window has to be known for it. */
    static boolean mayGoOn(Expression value) {
        return value.reads().sets().isEmpty()
                && value.reads().types().values().stream().allMatch(days -> days == 0);
    }

    private static MeasureScore on(int day, MeasureScore score, @Nullable BigDecimal value) {
        return new MeasureScore(
                score.dimension(),
                score.measure(),
                score.weight(),
                value,
                score.score(),
                score.effectiveWeight(),
                score.contribution(),
                score.missing(),
                day,
                score.carried(),
                score.staleDays(),
                score.peers());
    }

    private static BigDecimal value(Measure measure, FactsMetrics metrics, BigDecimal before) {
        return mayGoOn(measure.value())
                        && measure.value().evaluate(metrics) instanceof Answer.Value(double value)
                ? BigDecimal.valueOf(value).setScale(SCALE, RoundingMode.HALF_UP)
                : before;
    }
}
