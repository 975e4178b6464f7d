package io.keepwell.engine.risk;

import io.keepwell.engine.encoding.Texts;
import io.keepwell.engine.facts.Touched;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.SixPlaces;
import io.keepwell.policy.Applied;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.risk.RiskScore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the signs of a risk score from facts; what no event has touched is as it was. */
public final class RiskReading {

    private static final int SCALE = 6;
    private static final BigDecimal NONE =
            BigDecimal.ZERO.setScale(SCALE, RoundingMode.UNNECESSARY);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private RiskReading() {}

    /**
     * Reads all signs.
     *
     * @param by the risk score, or null where the policies have none
     * @param metrics the account's facts
     * @param before the risk before by the same policies, or null
     * @param touched what has changed since on the same day, or null when it may be anything
     * @param today the UTC day that windows end on
     * @return the risk; null where there is no risk score
     */
    public static @Nullable Risk of(
            @Nullable Applied<RiskScore> by,
            FactsMetrics metrics,
            @Nullable Risk before,
            @Nullable Touched touched,
            int today) {
        if (by == null) {
            return null;
        }
        Risk known = before != null && before.by().equals(by.ref()) ? before : null;
        var parts = new ArrayList<RiskPart>(by.value().parts().size());
        boolean isNews = known == null;
        for (RiskScore.Part part : by.value().parts()) {
            RiskPart old = known == null ? null : known.parts().get(parts.size());
            RiskPart now =
                    old == null || mayDiffer(part, old, touched, today)
                            ? read(part, metrics, today)
                            : old;
            isNews |= !now.equals(old);
            parts.add(now);
        }
        return known == null || isNews ? of(by, parts) : known;
    }

    private static Risk of(Applied<RiskScore> by, List<RiskPart> parts) {
        BigDecimal told = BigDecimal.ZERO;
        for (int at = 0; at < parts.size(); at++) {
            if (parts.get(at).missing() == null) {
                told = told.add(by.value().parts().get(at).points());
            }
        }
        BigDecimal coverage = told.divide(by.value().points(), SCALE, RoundingMode.HALF_UP);
        return new Risk(
                by.ref(),
                coverage,
                told.signum() > 0 && coverage.compareTo(by.value().minCoverage()) >= 0,
                parts);
    }

    /** Without data, or frozen: its source may have begun to report since, whoever told. */
    private static boolean mayDiffer(
            RiskScore.Part part, RiskPart old, @Nullable Touched touched, int today) {
        return touched == null
                || touched.concerns(part.asks().reads())
                || (touched.sources() && (old.missing() != null || old.asOf() < today));
    }

    private static RiskPart read(RiskScore.Part part, FactsMetrics metrics, int today) {
        metrics.takeLastKnownDay();
        Answer answer = part.asks().evaluate(metrics);
        int asOf = Math.min(metrics.takeLastKnownDay(), today);
        return switch (answer) {
            case Answer.Truth(boolean holds) ->
                    part(part, null, holds ? scaled(part.points()) : NONE, null, asOf);
            case Answer.Value(double number) -> {
                BigDecimal value = SixPlaces.of(number);
                yield part(part, value, gives(part, value), null, asOf);
            }
            case Answer.NoData(var missing) ->
                    part(part, null, NONE, Texts.known(String.join(", ", missing)), asOf);
        };
    }

    private static BigDecimal gives(RiskScore.Part part, BigDecimal value) {
        return Objects.requireNonNull(part.transform())
                .score(value)
                .multiply(part.points())
                .divide(HUNDRED, SCALE, RoundingMode.HALF_UP);
    }

    private static RiskPart part(
            RiskScore.Part part,
            @Nullable BigDecimal value,
            BigDecimal gives,
            @Nullable String missing,
            int asOf) {
        return new RiskPart(
                part.id(), part.name(), scaled(part.points()), value, gives, missing, asOf);
    }

    private static BigDecimal scaled(BigDecimal points) {
        return points.setScale(SCALE, RoundingMode.HALF_UP);
    }

    /**
     * Whether a sign is on a later day as it was, so that an account may rest over that day.
     *
     * @param part the sign
     * @param before what it was
     * @param since the UTC day of that
     * @param metrics the account's facts on the later day
     * @param day that day
     * @return true when it gives as much for the same reason
     */
    public static boolean isSame(
            RiskScore.Part part, RiskPart before, int since, FactsMetrics metrics, int day) {
        return read(part, metrics, day).equals(on(before, since, day));
    }

    /**
     * What has become of a risk while its account rested.
     *
     * @param rested the risk when it went to rest, or null
     * @param since the UTC day of that
     * @param day the UTC day that began
     * @return the same risk, of which what was live is of that day
     */
    public static @Nullable Risk on(@Nullable Risk rested, int since, int day) {
        return rested == null
                ? null
                : new Risk(
                        rested.by(),
                        rested.coverage(),
                        rested.isEnough(),
                        rested.parts().stream().map(it -> on(it, since, day)).toList());
    }

    private static RiskPart on(RiskPart part, int since, int day) {
        return part.asOf() == since ? part.knownUntil(day) : part;
    }
}
