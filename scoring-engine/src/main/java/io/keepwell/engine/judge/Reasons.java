package io.keepwell.engine.judge;

import io.keepwell.engine.score.Adjustment;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.ScoreOverride;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one line why an account is where it is. */
public final class Reasons {

    private static final int MOVERS_NAMED = 2;
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
                                        new CardNames(card).ofMeasure(it.measure()),
                                        points(it.pointsMissing()),
                                        points(it.effectiveWeight())));
    }

    static String of(@Nullable Verdict before, Verdict after, Scorecard card) {
        Optional<ScoreOverride> word = after.score().override();
        if (word.isPresent()
                && hasMoved(after.score())
                && (before == null || !word.equals(before.score().override()))) {
            return inWords(word.get());
        }
        if (after.status() == Status.UNKNOWN) {
            return unknown(after, card);
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

    private static boolean hasMoved(Score score) {
        return score.adjustments().stream()
                .anyMatch(it -> it instanceof Adjustment.Overridden && it.points().signum() != 0);
    }

    private static String inWords(ScoreOverride word) {
        return "%s said %s%s: %s"
                .formatted(
                        word.author(),
                        switch (word.as()) {
                            case SCORE -> "";
                            case CAP -> "no more than ";
                            case FLOOR -> "no less than ";
                        },
                        word.score().stripTrailingZeros().toPlainString(),
                        word.reason());
    }

    /**
     * Why a status is unknown.
     *
     * @param verdict a verdict whose status is unknown
     * @param card its card
     * @return what is missing
     */
    public static String unknown(Verdict verdict, Scorecard card) {
        Set<String> missing =
                verdict.score().measures().stream()
                        .filter(it -> it.value() == null)
                        .map(MeasureScore::measure)
                        .collect(Collectors.toSet());
        return card.dimensions().stream()
                .flatMap(dimension -> dimension.measures().stream())
                .filter(it -> it.missing() instanceof MissingPolicy.Unknown)
                .filter(it -> missing.contains(it.id()))
                .findFirst()
                .map(it ->
                        "nothing is known of '%s', which the card cannot do without"
                                .formatted(it.name()))
                .orElseGet(() ->
                        "too little is known: %s %% of the weight has data, %s %% is needed"
                                .formatted(
                                        percent(verdict.score().coverage()),
                                        percent(card.minCoverage())));
    }

    /** The measures and limits that moved it most in that direction. */
    private static String movers(Score old, Score now, Scorecard card, int direction) {
        var names = new CardNames(card);
        return Parts.add(List.of(), old, now, CauseKind.BEHAVIOUR).stream()
                .filter(it -> it.points().signum() == direction)
                .sorted(
                        Comparator.comparing((ChangePart it) -> it.points().abs())
                                .reversed()
                                .thenComparing(names::of))
                .limit(MOVERS_NAMED)
                .map(it -> "%s %s".formatted(names.of(it), signed(it.points())))
                .collect(Collectors.joining("; "));
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
