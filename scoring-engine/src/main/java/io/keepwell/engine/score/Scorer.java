package io.keepwell.engine.score;

import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Staleness;
import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores by one card. A measure without data is left out and its weight spread over the others of
 * its dimension in proportion, or over those of the card, unless it says what it counts as; a
 * dimension without any, over the other dimensions. Only data counts as coverage.
 *
 * <p>All arithmetic is on whole numbers: scores in millionths, weights in ten-thousand-millionths
 * of the card. How weights spread depends on nothing but which measures have data, so that is
 * worked out once for each such pattern. One thread's own.
 */
public final class Scorer {

    private static final int SCALE = Transform.SCALE;
    private static final long UNIT = Weights.WHOLE;
    private static final long MILLION = 1_000_000;
    private static final long NO_SCORE = -1;

    /** More patterns than this only a strange portfolio has; they are worked out each time. */
    private static final int PATTERNS_MAX = 4_096;

    private final Scorecard card;
    private final List<Weighed> measures;
    private final BitSet indispensable = new BitSet();
    private final Map<Pattern, Weights> patterns = new HashMap<>();

    /**
     * By a card.
     *
     * @param card how
     */
    public Scorer(Scorecard card) {
        this.card = card;
        var all = new ArrayList<Weighed>();
        card.dimensions()
                .forEach(dimension ->
                        dimension.measures().forEach(it -> all.add(new Weighed(dimension, it))));
        this.measures = List.copyOf(all);
        for (int at = 0; at < all.size(); at++) {
            indispensable.set(at, all.get(at).measure().missing() instanceof MissingPolicy.Unknown);
        }
    }

    /** A measure in its place. */
    record Weighed(Dimension dimension, Measure measure) {}

    /**
     * Which measures have a score, and which of them have data.
     *
     * @param scored a bit for each measure
     * @param known a bit for each measure
     */
    private record Pattern(BitSet scored, BitSet known) {}

    /**
     * The card.
     *
     * @return the card
     */
    public Scorecard card() {
        return card;
    }

    /**
     * Scores an account.
     *
     * @param readings one for every measure of the card, in its order
     * @param adjusting what it is subject to beside them
     * @param before a score by the same card, whose readings need not be scored anew; or null
     * @return the score and how it came about
     */
    public Score score(List<Reading> readings, Adjusting adjusting, @Nullable Score before) {
        int count = measures.size();
        if (readings.size() != count) {
            throw new IllegalArgumentException(
                    "%s has %d measures, there were %d readings"
                            .formatted(card.id(), count, readings.size()));
        }
        var scores = new long[count];
        var pattern = new Pattern(new BitSet(count), new BitSet(count));
        for (int at = 0; at < count; at++) {
            Reading reading = readings.get(at);
            scores[at] =
                    score(
                            measures.get(at).measure(),
                            reading,
                            before == null ? null : before.measures().get(at));
            pattern.scored().set(at, scores[at] != NO_SCORE);
            pattern.known().set(at, reading.value() != null);
        }
        Weights weights = weights(pattern);
        boolean isKnown = !pattern.known().isEmpty() && weights.coverage().signum() > 0;
        return isKnown
                ? scored(readings, scores, weights, adjusting)
                : unknown(readings, scores, weights, adjusting.override());
    }

    private Score scored(
            List<Reading> readings, long[] scores, Weights weights, Adjusting adjusting) {
        var points = new long[scores.length];
        long total = 0;
        for (int at = 0; at < scores.length; at++) {
            points[at] = scores[at] == NO_SCORE ? 0 : weights.share(at) * scores[at];
            total += points[at];
        }
        long computed = (total + UNIT / 2) / UNIT;
        long[] contributions = Rounding.parts(points, UNIT, computed, weights.effective());
        boolean isEnough =
                weights.coverage().compareTo(card.minCoverage()) >= 0
                        && !isIndispensableMissing(readings);
        return adjusted(
                computed,
                adjusting,
                isEnough,
                weights.coverage(),
                explained(readings, scores, weights, contributions));
    }

    /** Without data there is nothing to limit; a person may know all the same. */
    private Score unknown(
            List<Reading> readings,
            long[] scores,
            Weights weights,
            @Nullable ScoreOverride override) {
        List<MeasureScore> explained =
                explained(readings, scores, weights.withoutEffect(), new long[scores.length]);
        return override != null && override.as() == ScoreOverride.As.SCORE
                ? adjusted(0, new Adjusting(List.of(), override), false, decimal(0), explained)
                : new Score(Status.UNKNOWN, null, null, decimal(0), explained, List.of());
    }

    private Score adjusted(
            long computed,
            Adjusting adjusting,
            boolean isEnough,
            BigDecimal coverage,
            List<MeasureScore> explained) {
        var adjustments = new Adjustments(computed, adjusting);
        BigDecimal exact = decimal(adjustments.score());
        int shown = (int) ((adjustments.score() + MILLION / 2) / MILLION);
        ScoreOverride override = adjusting.override();
        boolean isTold = override != null && override.as() == ScoreOverride.As.SCORE;
        return new Score(
                isEnough || isTold
                        ? card.bandOf(card.numberToBand(exact, shown)).status()
                        : Status.UNKNOWN,
                exact,
                shown,
                coverage,
                explained,
                adjustments.made());
    }

    private List<MeasureScore> explained(
            List<Reading> readings, long[] scores, Weights weights, long[] contributions) {
        var explained = new ArrayList<MeasureScore>(readings.size());
        for (int at = 0; at < readings.size(); at++) {
            Weighed it = measures.get(at);
            explained.add(
                    new MeasureScore(
                            it.dimension().id(),
                            it.measure().id(),
                            weights.written(at),
                            readings.get(at).value(),
                            scores[at] == NO_SCORE ? null : decimal(scores[at]),
                            weights.effective(at),
                            decimal(contributions[at]),
                            readings.get(at).missing(),
                            readings.get(at).asOf(),
                            readings.get(at).carried(),
                            readings.get(at).staleDays(),
                            readings.get(at).peers()));
        }
        return explained;
    }

    private boolean isIndispensableMissing(List<Reading> readings) {
        for (int at = indispensable.nextSetBit(0); at >= 0; at = indispensable.nextSetBit(at + 1)) {
            if (readings.get(at).value() == null) {
                return true;
            }
        }
        return false;
    }

    private Weights weights(Pattern pattern) {
        Weights known = patterns.get(pattern);
        if (known != null) {
            return known;
        }
        Weights worked = Weights.of(measures, pattern.scored(), pattern.known());
        if (patterns.size() < PATTERNS_MAX) {
            patterns.put(pattern, worked);
        }
        return worked;
    }

    /** The score of a reading in millionths. */
    private static long score(Measure measure, Reading reading, @Nullable MeasureScore before) {
        BigDecimal value = reading.value();
        if (value == null) {
            return switch (measure.missing()) {
                case MissingPolicy.Spread _, MissingPolicy.Unknown _ -> NO_SCORE;
                case MissingPolicy.Fixed(BigDecimal score) ->
                        millionths(score.setScale(SCALE, RoundingMode.HALF_UP));
            };
        }
        if (before != null
                && before.score() != null
                && before.value() != null
                && before.staleDays() == reading.staleDays()
                && value.compareTo(before.value()) == 0) {
            return millionths(before.score());
        }
        long score = millionths(measure.transform().score(value));
        return measure.staleness() instanceof Staleness.Decayed decayed
                ? decayed.decay(score, reading.staleDays())
                : score;
    }

    static BigDecimal decimal(long millionths) {
        return BigDecimal.valueOf(millionths, SCALE);
    }

    private static long millionths(BigDecimal number) {
        return number.movePointRight(SCALE).longValueExact();
    }
}
