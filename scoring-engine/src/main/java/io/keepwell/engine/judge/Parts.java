package io.keepwell.engine.judge;

import io.keepwell.engine.score.Adjustment;
import io.keepwell.engine.score.Score;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
        if (from != null) {
            add(points, from, cause, BigDecimal::negate);
        }
        add(points, to, cause, UnaryOperator.identity());
        return parts(points);
    }

    private static void add(
            Map<PartKey, BigDecimal> points,
            Score score,
            CauseKind cause,
            UnaryOperator<BigDecimal> sign) {
        // A person's word moves no measure: what moved together with it did so by itself.
        CauseKind ofMeasures = cause == CauseKind.OVERRIDE ? CauseKind.BEHAVIOUR : cause;
        score.measures()
                .forEach(it ->
                        points.merge(
                                new PartKey(ofMeasures, it.dimension(), it.measure(), null),
                                sign.apply(it.contribution()),
                                BigDecimal::add));
        score.adjustments()
                .forEach(it ->
                        points.merge(
                                key(it, ofMeasures), sign.apply(it.points()), BigDecimal::add));
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
