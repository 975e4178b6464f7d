package io.keepwell.engine.score;

import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a computed score to where limits and a person's word put it. */
final class Adjustments {

    private final List<Adjustment> made = new ArrayList<>();
    private long score;

    /**
     * Of a score.
     *
     * @param computed what the measures give, in millionths; 0 where they give nothing
     * @param adjusting what it is subject to
     */
    Adjustments(long computed, Adjusting adjusting) {
        this.score = computed;
        long floored = Math.max(computed, highestFloor(adjusting.limits(), computed));
        long capped = Math.min(floored, lowestCap(adjusting.limits(), floored));
        long byFloors = floored - computed;
        long byCaps = capped - floored;
        for (Limit limit : adjusting.limits()) {
            boolean isFloor = limit.side() == Limit.Side.FLOOR;
            boolean isBinding = millionths(limit.score()) == (isFloor ? floored : capped);
            long points = isBinding ? (isFloor ? byFloors : byCaps) : 0;
            // Of several that go as far, the first has moved it.
            if (isFloor) {
                byFloors -= points;
            } else {
                byCaps -= points;
            }
            made.add(
                    new Adjustment.Limited(
                            limit.id(),
                            limit.side(),
                            Scorer.decimal(millionths(limit.score())),
                            Scorer.decimal(points)));
        }
        score = capped;
        override(adjusting.override());
    }

    /** The score after them, in millionths. */
    long score() {
        return score;
    }

    List<Adjustment> made() {
        return made;
    }

    private void override(@Nullable ScoreOverride override) {
        if (override != null) {
            long told = millionths(override.score());
            long after =
                    switch (override.as()) {
                        case SCORE -> told;
                        case CAP -> Math.min(score, told);
                        case FLOOR -> Math.max(score, told);
                    };
            made.add(new Adjustment.Overridden(override, Scorer.decimal(after - score)));
            score = after;
        }
    }

    private static long highestFloor(List<Limit> limits, long otherwise) {
        return limits.stream()
                .filter(it -> it.side() == Limit.Side.FLOOR)
                .mapToLong(it -> millionths(it.score()))
                .max()
                .orElse(otherwise);
    }

    private static long lowestCap(List<Limit> limits, long otherwise) {
        return limits.stream()
                .filter(it -> it.side() == Limit.Side.CAP)
                .mapToLong(it -> millionths(it.score()))
                .min()
                .orElse(otherwise);
    }

    private static long millionths(BigDecimal score) {
        return score.movePointRight(Transform.SCALE)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
