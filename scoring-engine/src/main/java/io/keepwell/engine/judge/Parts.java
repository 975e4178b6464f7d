package io.keepwell.engine.judge;

import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            from.measures().forEach(it -> add(points, cause, it, it.contribution().negate()));
        }
        to.measures().forEach(it -> add(points, cause, it, it.contribution()));
        return parts(points);
    }

    private static void add(
            Map<Key, BigDecimal> points, CauseKind cause, MeasureScore measure, BigDecimal by) {
        points.merge(new Key(cause, measure.dimension(), measure.measure()), by, BigDecimal::add);
    }

    private static List<ChangePart> parts(Map<Key, BigDecimal> points) {
        var parts = new ArrayList<ChangePart>();
        points.forEach((key, by) -> {
            if (by.signum() != 0) {
                parts.add(new ChangePart(key.cause(), key.dimension(), key.measure(), by));
            }
        });
        return parts;
    }

    private record Key(CauseKind cause, @Nullable String dimension, @Nullable String measure) {
        static Key of(ChangePart part) {
            return new Key(part.kind(), part.dimension(), part.measure());
        }
    }
}
