package io.keepwell.engine.score;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A score and how it came about. The contributions add up to the computed score, the effective
 * weights to 100, the points missing to 100 less the computed score, and the computed score and the
 * adjustments to the exact one: exactly, with six decimal places.
 *
 * @param status the band, or unknown when too little is known
 * @param exact the score, 0 to 100; absent when no measure has data and nobody has said what it is
 * @param shown the score as people see it, halves rounded up (requirement H8)
 * @param coverage the share of the card's weight that has data, 0 to 1
 * @param measures every measure of the card, in its order
 * @param adjustments the limits that hold, in the card's order, then what a person said
 */
public record Score(
        Status status,
        @Nullable BigDecimal exact,
        @Nullable Integer shown,
        BigDecimal coverage,
        List<MeasureScore> measures,
        List<Adjustment> adjustments) {

    /** Copies the lists. */
    public Score {
        measures = List.copyOf(measures);
        adjustments = List.copyOf(adjustments);
    }

    /**
     * What the measures give.
     *
     * @return the sum of their contributions, 0 to 100; empty when no measure has data
     */
    public Optional<BigDecimal> computed() {
        return isComputed()
                ? measures.stream().map(MeasureScore::contribution).reduce(BigDecimal::add)
                : Optional.empty();
    }

    private boolean isComputed() {
        for (MeasureScore measure : measures) {
            if (measure.effectiveWeight().signum() > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The score without a person's word: computed, and within the card's limits.
     *
     * @return 0 to 100; empty when no measure has data
     */
    public Optional<BigDecimal> withoutOverride() {
        if (exact == null || !isComputed()) {
            return Optional.empty();
        }
        if (adjustments.isEmpty()) {
            return Optional.of(exact);
        }
        BigDecimal said =
                adjustments.stream()
                        .filter(Adjustment.Overridden.class::isInstance)
                        .map(Adjustment::points)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Optional.of(exact.subtract(said));
    }

    /**
     * What a person said.
     *
     * @return the override that is in force, or empty
     */
    public Optional<ScoreOverride> override() {
        for (Adjustment adjustment : adjustments) {
            if (adjustment instanceof Adjustment.Overridden(ScoreOverride override, BigDecimal _)) {
                return Optional.of(override);
            }
        }
        return Optional.empty();
    }
}
