package io.keepwell.engine.judge;

import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one line why an account is where it is. */
public final class Reasons {

    private static final int MEASURES_NAMED = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Reasons() {}

    /**
     * What costs the account most.
     *
     * @param verdict the verdict
     * @param card its card, for the names of measures
     * @return for example {@code Escalations, 30 days: 8.5 of 12.5 points missing}; empty when
     *     nothing is missing or nothing is known
     */
    public static Optional<String> mainDriver(Verdict verdict, Scorecard card) {
        return verdict.score().measures().stream()
                .filter(it -> it.pointsMissing().signum() > 0)
                .max(Comparator.comparing(MeasureScore::pointsMissing))
                .map(it ->
                        "%s: %s of %s points missing"
                                .formatted(
                                        name(card, it.measure()),
                                        points(it.pointsMissing()),
                                        points(it.effectiveWeight())));
    }

    static String of(@Nullable Verdict before, Verdict after, Scorecard card) {
        if (after.status() == Status.UNKNOWN) {
            return "too little is known: %s %% of the weight has data, %s %% is needed"
                    .formatted(percent(after.score().coverage()), percent(card.minCoverage()));
        }
        Integer shown = Objects.requireNonNull(after.score().shown());
        Score old = before == null ? null : before.score();
        if (before == null
                || old == null
                || old.shown() == null
                || before.status() == Status.UNKNOWN) {
            return mainDriver(after, card)
                    .map(driver -> "first score %d; %s".formatted(shown, driver))
                    .orElse("first score %d".formatted(shown));
        }
        int by = shown - old.shown();
        if (by == 0) {
            return "the score is %d for long enough".formatted(shown);
        }
        String moved =
                "the score %s from %d to %d"
                        .formatted(by < 0 ? "fell" : "rose", old.shown(), shown);
        String movers = movers(old, after.score(), card, Integer.signum(by));
        return movers.isEmpty() ? moved : moved + ": " + movers;
    }

    /** The measures that moved it most in that direction. */
    private static String movers(Score old, Score now, Scorecard card, int direction) {
        Map<String, BigDecimal> moved = new HashMap<>();
        now.measures().forEach(it -> moved.merge(it.measure(), it.contribution(), BigDecimal::add));
        old.measures()
                .forEach(it ->
                        moved.merge(it.measure(), it.contribution().negate(), BigDecimal::add));
        return moved.entrySet().stream()
                .filter(it -> it.getValue().signum() == direction)
                .sorted(
                        Comparator.comparing(
                                        (Map.Entry<String, BigDecimal> it) -> it.getValue().abs())
                                .reversed()
                                .thenComparing(Map.Entry::getKey))
                .limit(MEASURES_NAMED)
                .map(it -> "%s %s".formatted(name(card, it.getKey()), signed(it.getValue())))
                .collect(Collectors.joining("; "));
    }

    private static String name(Scorecard card, String measure) {
        return card.dimensions().stream()
                .flatMap(dimension -> dimension.measures().stream())
                .filter(it -> it.id().equals(measure))
                .findFirst()
                .map(Measure::name)
                .orElse(measure);
    }

    private static String points(BigDecimal points) {
        return points.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    private static String signed(BigDecimal points) {
        return (points.signum() > 0 ? "+" : "") + points(points);
    }

    private static String percent(BigDecimal share) {
        return share.multiply(HUNDRED).setScale(0, RoundingMode.HALF_UP).toPlainString();
    }
}
