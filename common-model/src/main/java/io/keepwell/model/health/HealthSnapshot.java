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
 * @param risk how endangered it is as people see it, 0 to 100, and more is worse (requirement H10);
 *     absent where there is no risk score or too little is known for one
 * @param overridden true where what a person said of the score is in force; absent otherwise
 * @param coverage the share of the card's weight that has data, 0 to 1
 * @param scorecard the card that judged, and its version
 * @param signals the ids of all signals that hold, in alphabetical order
 * @param asOf when it was judged
 */
public record HealthSnapshot(
        Status status,
        @Nullable BigDecimal score,
        @Nullable Integer shown,
        @Nullable Integer risk,
        @Nullable Boolean overridden,
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
        requireWithin("risk", risk == null ? null : BigDecimal.valueOf(risk), SCORE_MAX);
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
