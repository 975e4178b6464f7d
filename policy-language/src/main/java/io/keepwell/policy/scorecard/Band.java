package io.keepwell.policy.scorecard;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one status: from its lower bound, which belongs to it, up to the next band's, which
 * does not (requirement H7).
 *
 * @param status what the account is then
 * @param from the lower bound, 0 to 100
 * @param action what is to be done then: expand, nurture, save
 */
public record Band(Status status, BigDecimal from, @Nullable String action) {

    private static final BigDecimal MAX = BigDecimal.valueOf(100);

    /** Checks the bound. */
    public Band {
        if (from.signum() < 0 || from.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("a band must begin between 0 and 100, was " + from);
        }
        if (status == Status.UNKNOWN) {
            throw new IllegalArgumentException(
                    "unknown is no band: minCoverage decides when the status is unknown");
        }
    }
}
