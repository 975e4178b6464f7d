package io.keepwell.policy.scorecard;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Keeps a status from flickering. A status is left only when the score is clear of the edge and the
 * status has been held for a while. A first status and a fall to red never wait.
 *
 * @param leaveRedAt the score at which red is left upwards; the lower bound of the next band or
 *     more
 * @param leaveGreenBelow the score below which green is left; the lower bound of green or less
 * @param dwell how long a status is held before another may follow; 0 or more
 */
public record Hysteresis(BigDecimal leaveRedAt, BigDecimal leaveGreenBelow, Duration dwell) {

    /** Checks the time. */
    public Hysteresis {
        if (dwell.isNegative()) {
            throw new IllegalArgumentException("dwell must be 0 or more, was " + dwell);
        }
    }
}
