package io.keepwell.engine.explain;

import io.keepwell.engine.judge.PartKey;
import io.keepwell.engine.judge.Parts;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two scores of an account: parts that add up to the difference, each with its
 * label. It follows from what history kept at each step; nothing is computed anew.
 *
 * @param from the verdict at the beginning, or null when the account had not been judged
 * @param to the verdict at the end
 * @param parts the largest first; none is zero
 */
public record Difference(@Nullable Verdict from, Verdict to, List<DifferencePart> parts) {

    /** Copies the list. */
    public Difference {
        parts = List.copyOf(parts);
    }

    /**
     * What lies between two verdicts.
     *
     * @param from the verdict at the beginning, or null when the account had not been judged
     * @param steps all steps after it, the oldest first
     * @param to the verdict at the end: that of the last step, or a later one that moved nothing
     *     that people see
     * @return the parts
     */
    public static Difference between(@Nullable Verdict from, List<HistoryStep> steps, Verdict to) {
        var walk = new Walk(from);
        steps.forEach(walk::take);
        walk.end(to);
        return new Difference(from, to, walk.parts(from, to));
    }

    /**
     * By how much the score differs.
     *
     * @return the sum of the parts: the exact score at the end less the one at the beginning, where
     *     one that is absent counts as 0
     */
    public BigDecimal points() {
        return score(to).subtract(score(from));
    }

    private static BigDecimal score(@Nullable Verdict verdict) {
        BigDecimal exact = verdict == null ? null : verdict.score().exact();
        return exact == null ? BigDecimal.ZERO : exact;
    }

    /** From step to step. */
    private static final class Walk {

        private final Map<PartKey, BigDecimal> points = new LinkedHashMap<>();
        private final Map<PartKey, Set<Cause>> causes = new LinkedHashMap<>();
        private @Nullable Verdict last;

        /** The exact score that readers were told last. */
        private BigDecimal told;

        Walk(@Nullable Verdict from) {
            this.last = from;
            this.told = from == null ? BigDecimal.ZERO : orZero(from.announced().exact());
            if (from != null) {
                // What had moved before is none of ours, and is told with what moved later.
                from.announced().since().forEach(part -> add(part, part.points().negate()));
            }
        }

        void take(HistoryStep step) {
            if (step.cause().eventId() != null) {
                step.parts()
                        .forEach(part ->
                                causes.computeIfAbsent(PartKey.of(part), _ -> new LinkedHashSet<>())
                                        .add(step.cause()));
            }
            if (orZero(step.previousScore()).compareTo(told) != 0) {
                jump(step.verdict());
            } else if (step.isTold()) {
                step.parts().forEach(part -> add(part, part.points()));
            }
            last = step.verdict();
            told = orZero(last.announced().exact());
        }

        /** The past was told anew: history goes on from another score than it had come to. */
        private void jump(Verdict to) {
            settle(last);
            Score before = last == null ? null : last.score();
            Parts.add(List.of(), before, to.score(), CauseKind.RECONSTRUCTION)
                    .forEach(part -> add(part, part.points()));
            // Added again with the next that is told.
            to.announced().since().forEach(part -> add(part, part.points().negate()));
        }

        void end(Verdict to) {
            if (orZero(to.announced().exact()).compareTo(told) != 0) {
                jump(to);
            }
            settle(to);
        }

        /** Adds what has moved since the last that was told. */
        private void settle(@Nullable Verdict verdict) {
            if (verdict != null) {
                verdict.announced().since().forEach(part -> add(part, part.points()));
            }
        }

        List<DifferencePart> parts(@Nullable Verdict from, Verdict to) {
            var parts = new ArrayList<DifferencePart>();
            points.forEach((key, by) -> {
                if (by.signum() != 0) {
                    parts.add(
                            new DifferencePart(
                                    key.part(by), value(from, key), value(to, key), causes(key)));
                }
            });
            parts.sort(DifferencePart.LARGEST_FIRST);
            return parts;
        }

        private List<Cause> causes(PartKey key) {
            var all = new ArrayList<>(causes.getOrDefault(key, Set.of()));
            return all.reversed();
        }

        private void add(ChangePart part, BigDecimal by) {
            points.merge(PartKey.of(part), by, BigDecimal::add);
        }

        private static @Nullable BigDecimal value(@Nullable Verdict verdict, PartKey key) {
            return Optional.ofNullable(verdict).stream()
                    .flatMap(it -> it.score().measures().stream())
                    .filter(it ->
                            it.dimension().equals(key.dimension())
                                    && it.measure().equals(key.measure()))
                    .findFirst()
                    .map(MeasureScore::value)
                    .orElse(null);
        }

        private static BigDecimal orZero(@Nullable BigDecimal number) {
            return number == null ? BigDecimal.ZERO : number;
        }
    }
}
