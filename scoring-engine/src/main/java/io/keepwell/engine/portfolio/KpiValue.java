package io.keepwell.engine.portfolio;

import io.keepwell.policy.portfolio.KpiFormula;
import io.keepwell.policy.portfolio.KpiSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a KPI came to.
 *
 * @param value in the KPI's unit, to four places, halves up; null when it cannot be told
 * @param numerator what was counted
 * @param denominator of what; null where the value is no share and no mean
 * @param accounts how many accounts were looked at, or how many answers
 * @param met whether it is as its target wants; null without a value or a target
 * @param unknownBecause why it cannot be told; null when it can
 */
public record KpiValue(
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        long accounts,
        @Nullable Boolean met,
        @Nullable String unknownBecause) {

    private static final int SCALE = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * What was counted for a KPI.
     *
     * @param numerator what adds up over the denominator; of a sum or a median, its value
     * @param denominator of what; 0 when there is nothing to count
     * @param accounts how many accounts were looked at, or how many answers
     */
    public record Counted(BigDecimal numerator, BigDecimal denominator, long accounts) {}

    /**
     * Makes a value of what was counted: a sum is told as it is, a median too, a share in percent,
     * everything else as a mean (requirements K1 to K17, H12, H14).
     *
     * @param kpi the KPI
     * @param counted what was counted
     * @param nothing why there may be nothing to count
     * @return the value
     */
    public static KpiValue of(KpiSpec kpi, Counted counted, String nothing) {
        if (counted.denominator().signum() == 0) {
            return new KpiValue(
                    null,
                    counted.numerator(),
                    counted.denominator(),
                    counted.accounts(),
                    null,
                    nothing);
        }
        boolean isWhole = isWhole(kpi);
        BigDecimal value =
                isWhole
                        ? counted.numerator().setScale(SCALE, RoundingMode.HALF_UP)
                        : counted.numerator()
                                .multiply(isShare(kpi) ? HUNDRED : BigDecimal.ONE)
                                .divide(counted.denominator(), SCALE, RoundingMode.HALF_UP);
        KpiSpec.Target target = kpi.target();
        return new KpiValue(
                value,
                counted.numerator(),
                isWhole ? null : counted.denominator(),
                counted.accounts(),
                target == null ? null : (Boolean) target.isMetBy(value),
                null);
    }

    /** Satisfaction is counted in percent already; NPS is a difference of two shares. */
    private static boolean isShare(KpiSpec kpi) {
        return switch (kpi.formula()) {
            case STATUS_SHARE,
                    GRR,
                    NRR,
                    LOGO_RETENTION,
                    EXPANSION_SHARE,
                    EXPANSION_RATE,
                    NPS,
                    VALUE_REALISED_SHARE,
                    QBR_SHARE,
                    EXECUTIVE_CONTACTS_SHARE,
                    FEATURE_UTILISATION,
                    TICKET_DEFLECTION,
                    RENEWALS_ON_TIME ->
                    true;
            case TIME_TO_VALUE -> kpi.settings().aggregate() == KpiSpec.Aggregate.SHARE_WITHIN;
            case AVERAGE_HEALTH,
                    HEALTH_DELTA,
                    EXPANSION_ARR,
                    EXPANSION_PIPELINE,
                    CSAT_MEAN,
                    CES_MEAN ->
                    false;
        };
    }

    private static boolean isWhole(KpiSpec kpi) {
        return kpi.formula() == KpiFormula.EXPANSION_ARR
                || kpi.formula() == KpiFormula.EXPANSION_PIPELINE
                || (kpi.formula() == KpiFormula.TIME_TO_VALUE
                        && kpi.settings().aggregate() == KpiSpec.Aggregate.P50);
    }
}
