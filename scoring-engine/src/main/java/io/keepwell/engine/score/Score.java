package io.keepwell.engine.score;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score and how it came about. The contributions add up to the exact score, the effective weights
 * to 100, and the points missing to 100 less the score: exactly, with six decimal places.
 *
 * @param status the band, or unknown when too little is known
 * @param exact the score, 0 to 100; absent when no measure has data
 * @param shown the score as people see it, halves rounded up (requirement H8)
 * @param coverage the share of the card's weight that has data, 0 to 1
 * @param measures every measure of the card, in its order
 */
public record Score(
        Status status,
        @Nullable BigDecimal exact,
        @Nullable Integer shown,
        BigDecimal coverage,
        List<MeasureScore> measures) {

    /** Copies the list. */
    public Score {
        measures = List.copyOf(measures);
    }
}
