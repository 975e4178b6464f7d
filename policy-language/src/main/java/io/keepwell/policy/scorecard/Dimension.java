package io.keepwell.policy.scorecard;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of health: usage, engagement …
 *
 * @param id unique within the card
 * @param name what people call it
 * @param weight its share of the card, 0 or more
 * @param measures what it is made of, one or more
 * @param bands what its scores mean, the highest first; the last begins at 0, or there is none
 */
public record Dimension(
        String id,
        String name,
        BigDecimal weight,
        List<Measure> measures,
        List<DimensionBand> bands) {

    /** Checks that there is something to measure. */
    public Dimension {
        measures = List.copyOf(measures);
        bands = List.copyOf(bands);
        Scorecard.requireWeight(id, weight);
        if (measures.stream().noneMatch(it -> it.weight().signum() > 0)) {
            throw new IllegalArgumentException(
                    id + ": at least one measure must weigh more than 0");
        }
        if (!bands.isEmpty() && bands.getLast().from().signum() != 0) {
            throw new IllegalArgumentException(
                    id + ": the last band must begin at 0, or some scores meant nothing");
        }
    }

    /**
     * A dimension of whose scores nothing is said.
     *
     * @param id unique within the card
     * @param name what people call it
     * @param weight its share of the card, 0 or more
     * @param measures what it is made of, one or more
     */
    public Dimension(String id, String name, BigDecimal weight, List<Measure> measures) {
        this(id, name, weight, measures, List.of());
    }

    /**
     * What a score means.
     *
     * @param score 0 to 100, exact
     * @return the first band that begins at the score or below it; null where nothing is said
     */
    public @Nullable DimensionBand bandOf(BigDecimal score) {
        return bands.stream()
                .filter(band -> band.from().compareTo(score) <= 0)
                .findFirst()
                .orElse(null);
    }
}
