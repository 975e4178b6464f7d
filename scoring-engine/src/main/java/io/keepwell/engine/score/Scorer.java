package io.keepwell.engine.score;

import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges. A measure without data is left out and its weight spread over the others of its dimension
 * in proportion; a dimension without any, over the other dimensions.
 */
public final class Scorer {

    private static final MathContext EXACT = MathContext.DECIMAL128;
    private static final int SCALE = Transform.SCALE;

    private Scorer() {}

    /**
     * Scores an account.
     *
     * @param card how
     * @param values the measured numbers by measure id; a measure that is not there has no data
     * @return the score and how it came about
     */
    public static Score score(Scorecard card, Map<String, BigDecimal> values) {
        List<Weighed> all = weighed(card, values);
        BigDecimal coverage = Shares.sum(all.stream().map(Weighed::covered).toList());
        List<Weighed> known = all.stream().filter(it -> it.score() != null).toList();
        if (known.isEmpty() || coverage.signum() == 0) {
            return new Score(
                    Status.UNKNOWN,
                    null,
                    null,
                    decimal(BigDecimal.ZERO),
                    explained(all, List.of(), List.of()));
        }
        List<BigDecimal> points = known.stream().map(Weighed::points).toList();
        BigDecimal exact = decimal(Shares.sum(points));
        List<BigDecimal> contributions = Shares.rounded(points, exact, SCALE);
        List<BigDecimal> weights =
                Shares.rounded(
                        known.stream().map(Weighed::effectiveWeight).toList(),
                        Transform.BEST,
                        SCALE);
        BigDecimal shown = exact.setScale(0, RoundingMode.HALF_UP);
        return new Score(
                status(card, coverage, exact, shown),
                exact,
                shown.intValueExact(),
                decimal(coverage),
                explained(all, weights, contributions));
    }

    private static Status status(
            Scorecard card, BigDecimal coverage, BigDecimal exact, BigDecimal shown) {
        if (coverage.compareTo(card.minCoverage()) < 0) {
            return Status.UNKNOWN;
        }
        return card.bandOf(card.bandOn() == Scorecard.BandOn.SHOWN ? shown : exact).status();
    }

    /**
     * A measure with its weights.
     *
     * @param weight its share of the card as written, 0 to 1
     * @param effective its share after spreading, 0 to 1
     */
    private record Weighed(
            Dimension dimension,
            Measure measure,
            BigDecimal weight,
            BigDecimal effective,
            @Nullable BigDecimal value,
            @Nullable BigDecimal score) {

        BigDecimal covered() {
            return score == null ? BigDecimal.ZERO : weight;
        }

        BigDecimal effectiveWeight() {
            return effective.multiply(Transform.BEST);
        }

        BigDecimal points() {
            return effective.multiply(Objects.requireNonNull(score));
        }
    }

    private static List<Weighed> weighed(Scorecard card, Map<String, BigDecimal> values) {
        BigDecimal whole = Shares.sum(card.dimensions().stream().map(Dimension::weight).toList());
        BigDecimal known =
                Shares.sum(
                        card.dimensions().stream()
                                .filter(it -> knownWeight(it, values).signum() > 0)
                                .map(Dimension::weight)
                                .toList());
        var weighed = new ArrayList<Weighed>();
        for (Dimension dimension : card.dimensions()) {
            BigDecimal all =
                    Shares.sum(dimension.measures().stream().map(Measure::weight).toList());
            BigDecimal knownHere = knownWeight(dimension, values);
            for (Measure measure : dimension.measures()) {
                BigDecimal value = values.get(measure.id());
                BigDecimal product = dimension.weight().multiply(measure.weight());
                weighed.add(
                        new Weighed(
                                dimension,
                                measure,
                                product.divide(whole.multiply(all), EXACT),
                                value == null
                                        ? BigDecimal.ZERO
                                        : share(product, known.multiply(knownHere)),
                                value,
                                value == null ? null : measure.transform().score(value)));
            }
        }
        return weighed;
    }

    /** The weight of a dimension's measures that have data. */
    private static BigDecimal knownWeight(Dimension dimension, Map<String, BigDecimal> values) {
        return Shares.sum(
                dimension.measures().stream()
                        .filter(it -> values.containsKey(it.id()))
                        .map(Measure::weight)
                        .toList());
    }

    private static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, EXACT);
    }

    /** All measures; those with data take the next weight and contribution of the two lists. */
    private static List<MeasureScore> explained(
            List<Weighed> all, List<BigDecimal> weights, List<BigDecimal> contributions) {
        var explained = new ArrayList<MeasureScore>();
        int next = 0;
        for (Weighed it : all) {
            int at = it.score() == null || contributions.isEmpty() ? -1 : next++;
            explained.add(
                    new MeasureScore(
                            it.dimension().id(),
                            it.measure().id(),
                            decimal(it.weight().multiply(Transform.BEST)),
                            it.value(),
                            it.score(),
                            at < 0 ? decimal(BigDecimal.ZERO) : weights.get(at),
                            at < 0 ? decimal(BigDecimal.ZERO) : contributions.get(at)));
        }
        return explained;
    }

    private static BigDecimal decimal(BigDecimal number) {
        return number.setScale(SCALE, RoundingMode.HALF_UP);
    }
}
