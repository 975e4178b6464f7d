package io.keepwell.engine.judge;

import io.keepwell.engine.score.Adjustment;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a score changed by, measure by measure, so that the parts add up to the difference. */
public final class Parts {

    private Parts() {}

    /**
     * Adds a step from one score to another.
     *
     * @param parts the parts so far
     * @param from the score before, or null for none
     * @param to the score after
     * @param cause what made it change
     * @return all parts that are not zero, one for each cause and measure
     */
    public static List<ChangePart> add(
            List<ChangePart> parts, @Nullable Score from, Score to, CauseKind cause) {
        var points = new LinkedHashMap<PartKey, BigDecimal>();
        parts.forEach(part -> points.put(PartKey.of(part), part.points()));
        // A person's word moves no measure: what moved together with it did so by itself.
        CauseKind ofMeasures = cause == CauseKind.OVERRIDE ? CauseKind.BEHAVIOUR : cause;
        if (from != null && areAlike(from, to)) {
            addMoved(points, ofMeasures, from, to);
        } else {
            if (from != null) {
                addMeasures(points, ofMeasures, from, BigDecimal::negate);
            }
            addMeasures(points, ofMeasures, to, UnaryOperator.identity());
        }
        if (from != null) {
            addAdjustments(points, ofMeasures, from, BigDecimal::negate);
        }
        addAdjustments(points, ofMeasures, to, UnaryOperator.identity());
        return parts(points);
    }

    /** Whether both are by the same card, and both of something. */
    private static boolean areAlike(Score from, Score to) {
        return from.computed().isPresent()
                && to.computed().isPresent()
                && from.measures().size() == to.measures().size()
                && IntStream.range(0, to.measures().size())
                        .allMatch(at -> isSame(from.measures().get(at), to.measures().get(at)));
    }

    private static boolean isSame(MeasureScore one, MeasureScore other) {
        return one.measure().equals(other.measure())
                && one.dimension().equals(other.dimension())
                && one.weight().compareTo(other.weight()) == 0;
    }

    private static void addMoved(
            Map<PartKey, BigDecimal> points, CauseKind cause, Score from, Score to) {
        List<BigDecimal> moved = Attribution.of(from, to);
        for (int at = 0; at < moved.size(); at++) {
            points.merge(key(to.measures().get(at), cause), moved.get(at), BigDecimal::add);
        }
    }

    private static void addMeasures(
            Map<PartKey, BigDecimal> points,
            CauseKind cause,
            Score score,
            UnaryOperator<BigDecimal> sign) {
        score.measures()
                .forEach(it ->
                        points.merge(
                                key(it, cause), sign.apply(it.contribution()), BigDecimal::add));
    }

    private static void addAdjustments(
            Map<PartKey, BigDecimal> points,
            CauseKind cause,
            Score score,
            UnaryOperator<BigDecimal> sign) {
        score.adjustments()
                .forEach(it ->
                        points.merge(key(it, cause), sign.apply(it.points()), BigDecimal::add));
    }

    private static PartKey key(MeasureScore measure, CauseKind cause) {
        return new PartKey(cause, measure.dimension(), measure.measure(), null);
    }

    private static PartKey key(Adjustment adjustment, CauseKind cause) {
        return switch (adjustment) {
            case Adjustment.Limited limited -> new PartKey(cause, null, null, limited.limit());
            case Adjustment.Overridden _ -> new PartKey(CauseKind.OVERRIDE, null, null, null);
        };
    }

    private static List<ChangePart> parts(Map<PartKey, BigDecimal> points) {
        var parts = new ArrayList<ChangePart>();
        points.forEach((key, by) -> {
            if (by.signum() != 0) {
                parts.add(key.part(by));
            }
        });
        return parts;
    }
}
