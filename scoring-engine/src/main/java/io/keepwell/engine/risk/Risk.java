package io.keepwell.engine.risk;

import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.risk.RiskScore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * How endangered an account is, and which signs say so (requirements H10, H11). The points of the
 * parts, less what is {@linkplain #cut() cut} off above 100, add up to the exact risk: exactly,
 * with six decimal places.
 *
 * @param by the risk score that says so, and its version
 * @param coverage the share of all points that is known, 0 to 1
 * @param isEnough whether that is as much as the risk score wants
 * @param parts every sign, in the order of the risk score
 */
public record Risk(PolicyRef by, BigDecimal coverage, boolean isEnough, List<RiskPart> parts) {

    private static final BigDecimal MOST = RiskScore.MOST.setScale(6, RoundingMode.UNNECESSARY);

    /** Copies the list. */
    public Risk {
        parts = List.copyOf(parts);
    }

    /**
     * The risk.
     *
     * @return 0 to 100, and more is worse; empty where too little is known
     */
    public Optional<BigDecimal> exact() {
        return isEnough ? Optional.of(sum().min(MOST)) : Optional.empty();
    }

    /**
     * The risk as people see it, halves rounded up like a score (requirement H8).
     *
     * @return 0 to 100; empty where too little is known
     */
    public Optional<Integer> shown() {
        return exact().map(it -> it.setScale(0, RoundingMode.HALF_UP).intValueExact());
    }

    /**
     * What the parts give above 100, which is the most.
     *
     * @return 0 or more
     */
    public BigDecimal cut() {
        return sum().subtract(MOST).max(BigDecimal.ZERO);
    }

    private BigDecimal sum() {
        BigDecimal sum = BigDecimal.ZERO.setScale(6, RoundingMode.UNNECESSARY);
        for (RiskPart part : parts) {
            sum = sum.add(part.gives());
        }
        return sum;
    }
}
