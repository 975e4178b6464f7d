package io.keepwell.engine.judge;

import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * By how many points each measure of a card moved a score.
 *
 * <p>While weights stay, that is what its contribution changed by. When a measure comes to have
 * data, or loses it, all others of its dimension weigh less or more, though nothing happened to
 * them: what they give and take thereby is the work of the one that came or went. So a first
 * escalation is told as what it costs, and not as sessions that were lost.
 */
final class Attribution {

    private static final int SCALE = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What the weights of a dimension may differ by because each is rounded. */
    private static final BigDecimal ROUNDINGS = new BigDecimal("0.0001");

    private final List<MeasureScore> from;
    private final List<MeasureScore> to;
    private final List<BigDecimal> points = new ArrayList<>();

    private Attribution(List<MeasureScore> from, List<MeasureScore> to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Attributes.
     *
     * @param from a score
     * @param to a later one by the same card
     * @return signed points for each measure, in the order of the card; together they are the
     *     difference of the computed scores, exactly
     */
    static List<BigDecimal> of(Score from, Score to) {
        return new Attribution(from.measures(), to.measures()).points();
    }

    private List<BigDecimal> points() {
        for (int at = 0; at < to.size(); at++) {
            points.add(to.get(at).contribution().subtract(from.get(at).contribution()));
        }
        var dimensions =
                IntStream.range(0, to.size())
                        .boxed()
                        .collect(Collectors.groupingBy(at -> to.get(at).dimension()));
        var across = new ArrayList<Integer>();
        for (List<Integer> dimension : dimensions.values()) {
            if (keepsItsWeight(dimension)) {
                handOver(dimension);
            } else {
                across.addAll(dimension);
            }
        }
        handOver(across);
        return points;
    }

    /** Whether weight moved within a dimension only, as it mostly does. */
    private boolean keepsItsWeight(List<Integer> dimension) {
        BigDecimal moved =
                dimension.stream()
                        .map(at ->
                                to.get(at)
                                        .effectiveWeight()
                                        .subtract(from.get(at).effectiveWeight()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return moved.abs().compareTo(ROUNDINGS) <= 0;
    }

    private void handOver(List<Integer> measures) {
        List<Integer> moved = measures.stream().filter(this::hasComeOrGone).toList();
        if (!moved.isEmpty()) {
            handOver(measures.stream().filter(this::hasStayed).toList(), moved);
        }
    }

    /** What stays keeps what its own score did; what only its weight did goes to what moved. */
    private void handOver(List<Integer> staying, List<Integer> moved) {
        BigDecimal shifted = BigDecimal.ZERO;
        BigDecimal given = BigDecimal.ZERO;
        for (int at : staying) {
            BigDecimal alike = contribution(to.get(at).effectiveWeight(), from.get(at));
            BigDecimal shift = alike.subtract(from.get(at).contribution());
            points.set(at, to.get(at).contribution().subtract(alike));
            shifted = shifted.add(shift);
            given = given.add(alike);
        }
        BigDecimal worth = worth(staying, given);
        for (int at : moved) {
            BigDecimal weight =
                    from.get(at).effectiveWeight().subtract(to.get(at).effectiveWeight());
            BigDecimal share = weight.multiply(worth).divide(HUNDRED, SCALE, RoundingMode.HALF_UP);
            points.set(at, points.get(at).add(share));
            shifted = shifted.subtract(share);
        }
        // What is left are roundings, and what weights did that moved both ways at once.
        int heaviest = moved.stream().max(Comparator.comparing(this::weight)).orElseThrow();
        points.set(heaviest, points.get(heaviest).add(shifted));
    }

    /** What stays is worth so much on the whole: what a weight earns that is taken from it. */
    private BigDecimal worth(List<Integer> staying, BigDecimal given) {
        BigDecimal weight =
                staying.stream()
                        .map(at -> to.get(at).effectiveWeight())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return weight.signum() == 0
                ? BigDecimal.ZERO
                : given.multiply(HUNDRED).divide(weight, MathContext.DECIMAL64);
    }

    private boolean hasStayed(int at) {
        return from.get(at).effectiveWeight().signum() > 0
                && to.get(at).effectiveWeight().signum() > 0;
    }

    private boolean hasComeOrGone(int at) {
        return from.get(at).effectiveWeight().signum() != to.get(at).effectiveWeight().signum();
    }

    private BigDecimal weight(int at) {
        return from.get(at).effectiveWeight().max(to.get(at).effectiveWeight());
    }

    /** What a measure would give with another weight. */
    private static BigDecimal contribution(BigDecimal weight, MeasureScore measure) {
        BigDecimal score = measure.score();
        return score == null
                ? BigDecimal.ZERO
                : weight.multiply(score).divide(HUNDRED, SCALE, RoundingMode.HALF_UP);
    }
}
