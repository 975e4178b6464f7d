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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores. A measure without data is left out and its weight spread over the others of its dimension
 * in proportion, unless the card says what it counts as; a dimension without any, over the other
 * dimensions. Only data counts as coverage.
 */
public final class Scorer {

    private static final MathContext EXACT = MathContext.DECIMAL128;
    private static final int SCALE = Transform.SCALE;
    private static final BigDecimal NEUTRAL = BigDecimal.valueOf(50).setScale(SCALE);

    private Scorer() {}

    /**
     * Scores an account.
     *
     * @param card how
     * @param readings by measure id, one for every measure of the card
     * @return the score and how it came about
     */
    public static Score score(Scorecard card, Map<String, Reading> readings) {
        List<Weighed> all = weighed(card, readings);
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
        List<BigDecimal> weights =
                Shares.rounded(
                        known.stream().map(Weighed::effectiveWeight).toList(),
                        Transform.BEST,
                        SCALE,
                        Collections.nCopies(known.size(), Transform.BEST));
        List<BigDecimal> contributions = Shares.rounded(points, exact, SCALE, weights);
        int shown = exact.setScale(0, RoundingMode.HALF_UP).intValueExact();
        return new Score(
                status(card, decimal(coverage), exact, shown),
                exact,
                shown,
                decimal(coverage),
                explained(all, weights, contributions));
    }

    private static Status status(Scorecard card, BigDecimal coverage, BigDecimal exact, int shown) {
        if (coverage.compareTo(card.minCoverage()) < 0) {
            return Status.UNKNOWN;
        }
        return card.bandOf(card.numberToBand(exact, shown)).status();
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
            Reading reading,
            @Nullable BigDecimal score) {

        BigDecimal covered() {
            return reading.value() == null ? BigDecimal.ZERO : weight;
        }

        BigDecimal effectiveWeight() {
            return effective.multiply(Transform.BEST);
        }

        BigDecimal points() {
            return effective.multiply(Objects.requireNonNull(score));
        }
    }

    private static List<Weighed> weighed(Scorecard card, Map<String, Reading> readings) {
        BigDecimal whole = Shares.sum(card.dimensions().stream().map(Dimension::weight).toList());
        BigDecimal known =
                Shares.sum(
                        card.dimensions().stream()
                                .filter(it -> knownWeight(it, readings).signum() > 0)
                                .map(Dimension::weight)
                                .toList());
        var weighed = new ArrayList<Weighed>();
        for (Dimension dimension : card.dimensions()) {
            BigDecimal all =
                    Shares.sum(dimension.measures().stream().map(Measure::weight).toList());
            BigDecimal knownHere = knownWeight(dimension, readings);
            for (Measure measure : dimension.measures()) {
                Reading reading = reading(measure, readings);
                BigDecimal score = score(measure, reading);
                BigDecimal product = dimension.weight().multiply(measure.weight());
                weighed.add(
                        new Weighed(
                                dimension,
                                measure,
                                product.divide(whole.multiply(all), EXACT),
                                score == null
                                        ? BigDecimal.ZERO
                                        : share(product, known.multiply(knownHere)),
                                reading,
                                score));
            }
        }
        return weighed;
    }

    private static Reading reading(Measure measure, Map<String, Reading> readings) {
        Reading reading = readings.get(measure.id());
        if (reading == null) {
            throw new IllegalArgumentException("no reading of " + measure.id());
        }
        return reading;
    }

    private static @Nullable BigDecimal score(Measure measure, Reading reading) {
        BigDecimal value = reading.value();
        if (value != null) {
            return measure.transform().score(value);
        }
        return switch (measure.missing()) {
            case SPREAD -> null;
            case ZERO -> decimal(BigDecimal.ZERO);
            case NEUTRAL -> NEUTRAL;
        };
    }

    /** The weight of a dimension's measures that have a score. */
    private static BigDecimal knownWeight(Dimension dimension, Map<String, Reading> readings) {
        return Shares.sum(
                dimension.measures().stream()
                        .filter(it -> score(it, reading(it, readings)) != null)
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
                            it.reading().value(),
                            it.score(),
                            at < 0 ? decimal(BigDecimal.ZERO) : weights.get(at),
                            at < 0 ? decimal(BigDecimal.ZERO) : contributions.get(at),
                            it.reading().missing(),
                            it.reading().asOf()));
        }
        return explained;
    }

    private static BigDecimal decimal(BigDecimal number) {
        return number.setScale(SCALE, RoundingMode.HALF_UP);
    }
}
