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
final class Parts {

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
    static List<ChangePart> add(
            List<ChangePart> parts, @Nullable Score from, Score to, CauseKind cause) {
        var points = new LinkedHashMap<Key, BigDecimal>();
        parts.forEach(part -> points.put(Key.of(part), part.points()));
        if (from != null) {
            add(points, from, cause, BigDecimal::negate);
        }
        add(points, to, cause, UnaryOperator.identity());
        return parts(points);
    }

    private static void add(
            Map<Key, BigDecimal> points,
            Score score,
            CauseKind cause,
            UnaryOperator<BigDecimal> sign) {
        // A person's word moves no measure: what moved together with it did so by itself.
        CauseKind ofMeasures = cause == CauseKind.OVERRIDE ? CauseKind.BEHAVIOUR : cause;
        score.measures()
                .forEach(it ->
                        points.merge(
                                new Key(ofMeasures, it.dimension(), it.measure(), null),
                                sign.apply(it.contribution()),
                                BigDecimal::add));
        score.adjustments()
                .forEach(it ->
                        points.merge(
                                key(it, ofMeasures), sign.apply(it.points()), BigDecimal::add));
    }

    private static Key key(Adjustment adjustment, CauseKind cause) {
        return switch (adjustment) {
            case Adjustment.Limited limited -> new Key(cause, null, null, limited.limit());
            case Adjustment.Overridden _ -> new Key(CauseKind.OVERRIDE, null, null, null);
        };
    }

    private static List<ChangePart> parts(Map<Key, BigDecimal> points) {
        var parts = new ArrayList<ChangePart>();
        points.forEach((key, by) -> {
            if (by.signum() != 0) {
                parts.add(
                        new ChangePart(
                                key.cause(), key.dimension(), key.measure(), key.limit(), by));
            }
        });
        return parts;
    }

    private record Key(
            CauseKind cause,
            @Nullable String dimension,
            @Nullable String measure,
            @Nullable String limit) {
        static Key of(ChangePart part) {
            return new Key(part.kind(), part.dimension(), part.measure(), part.limit());
        }
    }
}
