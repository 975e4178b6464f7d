package io.keepwell.policy.scorecard;

import io.keepwell.model.WireName;
import io.keepwell.policy.expression.Expression;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an account's health is judged, 0 (lost) to 100 (thriving).
 *
 * @param id for example {@code five-pillar}
 * @param name what people call it
 * @param dimensions what it looks at, one or more; their weights are shares of whatever they sum to
 * @param bands the statuses, the highest first; the last begins at 0
 * @param bandOn which number chooses the band
 * @param hysteresis what keeps a status from flickering, or null for nothing
 * @param minCoverage the share of weight with data, 0 to 1, below which the status is unknown
 * @param edges to which of two bands the score between them belongs
 * @param limits caps and floors, in the order in which they are told
 * @param overrideDaysMax how many days a person's override lasts at most; 0 where nobody may
 *     override a score
 */
public record Scorecard(
        String id,
        String name,
        List<Dimension> dimensions,
        List<Band> bands,
        BandOn bandOn,
        @Nullable Hysteresis hysteresis,
        BigDecimal minCoverage,
        Edges edges,
        List<Limit> limits,
        int overrideDaysMax) {

    /** How long an override lasts at most where the card does not say. */
    public static final int OVERRIDE_DAYS_MAX = 30;

    /** To which of two bands the score between them belongs. */
    public enum Edges implements WireName {
        /** To the upper one: 80 is green where green begins at 80 (requirement H7). */
        LOWER_INCLUSIVE,
        /** To the lower one, as in some other products, whose cards may be taken over. */
        UPPER_INCLUSIVE
    }

    /** Which number chooses the band (requirement H8). */
    public enum BandOn {
        /** The whole number that people see. */
        SHOWN,
        /** The exact score. */
        EXACT
    }

    /** Checks that it can judge every account. */
    public Scorecard {
        dimensions = List.copyOf(dimensions);
        bands = List.copyOf(bands);
        limits = List.copyOf(limits);
        requireUnique(limits.stream().map(Limit::id), "limit");
        requireUnique(dimensions.stream().map(Dimension::id), "dimension");
        requireUnique(
                dimensions.stream().flatMap(it -> it.measures().stream()).map(Measure::id),
                "measure");
        if (dimensions.stream().noneMatch(it -> it.weight().signum() > 0)) {
            throw new IllegalArgumentException(
                    id + ": at least one dimension must weigh more than 0");
        }
        if (bands.isEmpty() || bands.getLast().from().signum() != 0) {
            throw new IllegalArgumentException(
                    id + ": the last band must begin at 0, or some scores had no status");
        }
        for (int at = 1; at < bands.size(); at++) {
            if (bands.get(at).from().compareTo(bands.get(at - 1).from()) >= 0) {
                throw new IllegalArgumentException(
                        "%s: bands must go down, but %s is not below %s"
                                .formatted(id, bands.get(at).from(), bands.get(at - 1).from()));
            }
        }
        if (minCoverage.signum() < 0 || minCoverage.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "%s: minCoverage must be 0 to 1, was %s".formatted(id, minCoverage));
        }
        if (overrideDaysMax < 0) {
            throw new IllegalArgumentException(
                    "%s: overrideDaysMax must be 0 or more, was %d".formatted(id, overrideDaysMax));
        }
    }

    /**
     * The band of a score.
     *
     * @param score 0 to 100
     * @return the highest band that it belongs to; with 0 always the last
     */
    public Band bandOf(BigDecimal score) {
        if (score.signum() < 0) {
            throw new IllegalArgumentException("score must be 0 or more: " + score);
        }
        int least = edges == Edges.LOWER_INCLUSIVE ? 0 : 1;
        return bands.stream()
                .filter(band -> score.compareTo(band.from()) >= least)
                .findFirst()
                .orElse(bands.getLast());
    }

    /**
     * The number that chooses the band.
     *
     * @param exact the exact score
     * @param shown the score as people see it
     * @return one of the two
     * @throws IllegalArgumentException when there is no score
     */
    public BigDecimal numberToBand(@Nullable BigDecimal exact, @Nullable Integer shown) {
        if (exact == null || shown == null) {
            throw new IllegalArgumentException("without a score there is no band");
        }
        return bandOn == BandOn.SHOWN ? BigDecimal.valueOf(shown) : exact;
    }

    /**
     * The numbers by which its measures hold accounts against their peers.
     *
     * @return each under what it is called in snapshots of peers, in the order of these names
     */
    public SortedMap<String, Expression> peerMetrics() {
        var metrics = new TreeMap<String, Expression>();
        dimensions.stream()
                .flatMap(dimension -> dimension.measures().stream())
                .forEach(measure -> metrics.putAll(measure.value().percentiles()));
        return metrics;
    }

    static void requireWeight(String what, BigDecimal weight) {
        if (weight.signum() < 0) {
            throw new IllegalArgumentException(
                    "%s: weight must be 0 or more, was %s".formatted(what, weight));
        }
    }

    private void requireUnique(Stream<String> ids, String kind) {
        Set<String> seen = new HashSet<>();
        ids.forEach(it -> {
            if (!seen.add(it)) {
                throw new IllegalArgumentException(
                        "%s: %s '%s' stands twice".formatted(id, kind, it));
            }
        });
    }
}
