package io.keepwell.policy.scorecard;

import java.math.BigDecimal;

/**
 * What a dimension's scores mean: from its lower bound, which belongs to it, up to the next band's,
 * which does not (requirement H6).
 *
 * @param from the lower bound, 0 to 100
 * @param label what people call it: Healthy usage patterns
 */
public record DimensionBand(BigDecimal from, String label) {

    /** Checks the bound. */
    public DimensionBand {
        if (from.signum() < 0 || from.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("a band must begin between 0 and 100, was " + from);
        }
    }
}
