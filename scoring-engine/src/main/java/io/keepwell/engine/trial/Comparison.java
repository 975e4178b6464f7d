package io.keepwell.engine.trial;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.risk.Risk;
import io.keepwell.engine.risk.RiskPart;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.trial.Expected;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds what there is against what a test expects. */
final class Comparison {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int SCALE = 6;
    private static final String NONE = "none";

    private final Expected expected;
    private final Scorecard card;
    private final List<Mismatch> found = new ArrayList<>();

    /**
     * With an expectation.
     *
     * @param expected what a test wants
     * @param card by which the account was judged
     */
    Comparison(Expected expected, Scorecard card) {
        this.expected = expected;
        this.card = card;
    }

    /** At the moment nothing had happened yet. */
    static List<Mismatch> nothingYet(Expected expected) {
        return List.of(
                new Mismatch(
                        expected.at(),
                        expected.line(),
                        "account",
                        "a verdict",
                        NONE,
                        List.of("nothing was known of the account at that time")));
    }

    /** All that differs. */
    List<Mismatch> with(Verdict verdict) {
        ofScore(verdict.score(), verdict.status().wireName());
        ofRisk(verdict.risk());
        same("segment", expected.segment(), verdict.segment());
        same("stage", expected.stage(), verdict.stage());
        ofSignals(verdict);
        return List.copyOf(found);
    }

    /** All that differs, where numbers were given. */
    List<Mismatch> with(Score score) {
        ofScore(score, score.status().wireName());
        return List.copyOf(found);
    }

    private void ofScore(Score score, String status) {
        same("card", expected.card(), card.id());
        number("score", expected.score(), score.exact(), () -> lines(score.measures()));
        if (expected.shown() != null && !expected.shown().equals(score.shown())) {
            differs("shown", "" + expected.shown(), orNone(score.shown()), lines(score.measures()));
        }
        if (expected.status() != null && !expected.status().wireName().equals(status)) {
            differs("status", expected.status().wireName(), status, lines(score.measures()));
        }
        number("coverage", expected.coverage(), score.coverage(), () -> withoutData(score));
        ofDimensions(score);
        ofMeasures(score);
    }

    private void ofRisk(@Nullable Risk risk) {
        BigDecimal actual = risk == null ? null : risk.exact().orElse(null);
        number(
                "risk",
                expected.risk(),
                actual,
                () ->
                        risk == null
                                ? List.of("the policies have no risk score")
                                : risk.parts().stream().map(Comparison::line).toList());
    }

    private static String line(RiskPart it) {
        String gives = "gives %s of %s points".formatted(plain(it.gives()), plain(it.points()));
        return it.missing() != null
                ? "%s: no data of %s".formatted(it.id(), it.missing())
                : it.value() == null
                        ? "%s: %s".formatted(it.id(), gives)
                        : "%s: %s %s".formatted(it.id(), plain(it.value()), gives);
    }

    private void ofDimensions(Score score) {
        new TreeMap<>(expected.dimensions())
                .forEach((id, wanted) -> {
                    List<MeasureScore> its =
                            score.measures().stream()
                                    .filter(it -> it.dimension().equals(id))
                                    .toList();
                    number("dimensions." + id, wanted, scoreOf(its), () -> lines(its));
                });
    }

    private void ofMeasures(Score score) {
        new TreeMap<>(expected.measures())
                .forEach((id, wanted) -> {
                    Optional<MeasureScore> measure = measure(score, id);
                    List<String> line = measure.map(Comparison::line).stream().toList();
                    number(
                            "measures.%s.value".formatted(id),
                            wanted.value(),
                            measure.map(MeasureScore::value).orElse(null),
                            () -> line);
                    number(
                            "measures.%s.score".formatted(id),
                            wanted.score(),
                            measure.map(MeasureScore::score).orElse(null),
                            () -> line);
                });
        for (String id : new TreeSet<>(expected.missing())) {
            measure(score, id)
                    .filter(it -> it.value() != null)
                    .ifPresent(it ->
                            differs(
                                    "measures." + id,
                                    "no data",
                                    orNone(it.value()),
                                    List.of(line(it))));
        }
    }

    private void ofSignals(Verdict verdict) {
        Set<String> holding = verdict.signals().keySet();
        String all = holding.isEmpty() ? "none is raised" : "raised: " + String.join(", ", holding);
        for (String id : new TreeSet<>(expected.raised())) {
            if (!holding.contains(id)) {
                differs("signals." + id, "raised", "not raised", List.of(all));
            }
        }
        new TreeMap<>(verdict.signals())
                .forEach((id, raised) -> {
                    if (expected.notRaised().contains(id)) {
                        differs("signals." + id, "not raised", "raised", List.of(raised.summary()));
                    }
                });
    }

    private static Optional<MeasureScore> measure(Score score, String id) {
        return score.measures().stream().filter(it -> it.measure().equals(id)).findFirst();
    }

    private void same(String what, @Nullable String wanted, @Nullable String actual) {
        if (wanted != null && !wanted.equals(actual)) {
            differs(what, wanted, orNone(actual), List.of());
        }
    }

    private interface Reasons {
        List<String> lines();
    }

    private void number(
            String what, @Nullable BigDecimal wanted, @Nullable BigDecimal actual, Reasons why) {
        if (wanted != null && (actual == null || wanted.compareTo(actual) != 0)) {
            differs(what, plain(wanted), actual == null ? NONE : plain(actual), why.lines());
        }
    }

    private void differs(String what, String wanted, String actual, List<String> because) {
        found.add(new Mismatch(expected.at(), expected.line(), what, wanted, actual, because));
    }

    private static @Nullable BigDecimal scoreOf(List<MeasureScore> measures) {
        BigDecimal weight = sum(measures, MeasureScore::effectiveWeight);
        return weight.signum() == 0
                ? null
                : sum(measures, MeasureScore::contribution)
                        .multiply(HUNDRED)
                        .divide(weight, SCALE, RoundingMode.HALF_UP);
    }

    private static BigDecimal sum(
            List<MeasureScore> measures, Function<MeasureScore, BigDecimal> part) {
        return measures.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> lines(List<MeasureScore> measures) {
        return measures.stream()
                .filter(it -> it.value() != null || it.effectiveWeight().signum() > 0)
                .map(Comparison::line)
                .toList();
    }

    private static List<String> withoutData(Score score) {
        return score.measures().stream()
                .filter(it -> it.value() == null && it.weight().signum() > 0)
                .map(it ->
                        "%s has no data of %s, and weighs %s"
                                .formatted(it.measure(), it.missing(), plain(it.weight())))
                .toList();
    }

    private static String line(MeasureScore it) {
        return it.value() == null
                ? "%s/%s: no data of %s%s"
                        .formatted(
                                it.dimension(),
                                it.measure(),
                                it.missing(),
                                it.score() == null ? "" : ", counts as " + plain(it.score()))
                : "%s/%s: %s scores %s, gives %s of %s points"
                        .formatted(
                                it.dimension(),
                                it.measure(),
                                plain(it.value()),
                                it.score() == null ? NONE : plain(it.score()),
                                plain(it.contribution()),
                                plain(it.effectiveWeight()));
    }

    private static String orNone(@Nullable Object value) {
        return value instanceof BigDecimal number
                ? plain(number)
                : value == null ? NONE : value.toString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
