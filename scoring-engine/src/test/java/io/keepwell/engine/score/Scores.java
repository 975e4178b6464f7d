package io.keepwell.engine.score;

import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import java.util.Map;
import java.util.Objects;

/** Scores by what each measure read. */
public final class Scores {

    private Scores() {}

    public static Score of(Scorecard card, Map<String, Reading> readings) {
        return of(card, readings, Adjusting.NOTHING);
    }

    public static Score of(Scorecard card, Map<String, Reading> readings, Adjusting adjusting) {
        return new Scorer(card)
                .score(
                        card.dimensions().stream()
                                .flatMap(dimension -> dimension.measures().stream())
                                .map(Measure::id)
                                .map(id -> Objects.requireNonNull(readings.get(id), id))
                                .toList(),
                        adjusting,
                        null);
    }
}
