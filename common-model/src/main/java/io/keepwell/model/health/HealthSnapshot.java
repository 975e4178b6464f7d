package io.keepwell.model.health;

import io.keepwell.model.Require;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an account is at one moment.
 *
 * @param status the band
 * @param score the exact score, 0 (lost) to 100 (thriving); absent when there is no data at all
 * @param shown the score as people see it: a whole number, halves rounded up (requirement H8)
 * @param coverage the share of the card's weight that has data, 0 to 1
 * @param scorecard the card that judged, and its version
 * @param signals the ids of all signals that hold, in alphabetical order
 * @param asOf when it was judged
 */
public record HealthSnapshot(
        Status status,
        @Nullable BigDecimal score,
        @Nullable Integer shown,
        BigDecimal coverage,
        PolicyRef scorecard,
        List<String> signals,
        Instant asOf) {

    private static final BigDecimal SCORE_MAX = BigDecimal.valueOf(100);

    /** Checks the scales and sorts the signals. */
    public HealthSnapshot {
        score = Require.decimalOrNone("score", score);
        requireWithin("score", score, SCORE_MAX);
        if ((score == null) != (shown == null)) {
            throw new IllegalArgumentException("score and shown must be there together");
        }
        requireWithin("shown", shown == null ? null : BigDecimal.valueOf(shown), SCORE_MAX);
        coverage = Require.decimal("coverage", coverage);
        requireWithin("coverage", coverage, BigDecimal.ONE);
        signals = signals.stream().sorted().distinct().toList();
        asOf = Require.time("asOf", asOf);
    }

    private static void requireWithin(String field, @Nullable BigDecimal number, BigDecimal max) {
        if (number != null && (number.signum() < 0 || number.compareTo(max) > 0)) {
            throw new IllegalArgumentException(
                    "%s must be 0 to %s, was %s".formatted(field, max, number));
        }
    }
}
