package io.keepwell.engine.trial;

import io.keepwell.engine.score.Adjusting;
import io.keepwell.engine.score.Reading;
import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.Scorer;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores of numbers that somebody made up. Limits need events and traits, so none holds. */
final class GivenNumbers {

    private static final String NOTHING = "a number in the test";

    private GivenNumbers() {}

    /** Of what measures read. */
    static Score measured(Scorecard card, Map<String, BigDecimal> measures) {
        return score(
                card,
                card.dimensions().stream()
                        .flatMap(it -> it.measures().stream())
                        .map(it -> reading(measures.get(it.id())))
                        .toList());
    }

    /** Of what dimensions score: each is as if it had one measure, which scores as much. */
    static Score scored(Scorecard card, Map<String, BigDecimal> dimensions) {
        var plain =
                new Scorecard(
                        card.id(),
                        card.name(),
                        card.dimensions().stream().map(GivenNumbers::ofOneMeasure).toList(),
                        card.bands(),
                        card.bandOn(),
                        card.hysteresis(),
                        card.minCoverage(),
                        card.edges(),
                        card.limits(),
                        card.overrideDaysMax());
        return score(
                plain,
                card.dimensions().stream().map(it -> reading(dimensions.get(it.id()))).toList());
    }

    private static Score score(Scorecard card, List<Reading> readings) {
        return new Scorer(card).score(readings, Adjusting.NOTHING, null);
    }

    private static Dimension ofOneMeasure(Dimension dimension) {
        Measure first = dimension.measures().getFirst();
        var whole =
                new Measure(
                        dimension.id(),
                        dimension.name(),
                        first.unit(),
                        BigDecimal.ONE,
                        first.value(),
                        new Transform.Linear(BigDecimal.ZERO, BigDecimal.valueOf(100)),
                        new MissingPolicy.Spread(MissingPolicy.Over.DIMENSION),
                        0,
                        null);
        return new Dimension(
                dimension.id(),
                dimension.name(),
                dimension.weight(),
                List.of(whole),
                dimension.bands());
    }

    private static Reading reading(@Nullable BigDecimal number) {
        return number == null ? Reading.missing(NOTHING, 0) : Reading.of(number, 0);
    }
}
