package io.keepwell.policy.reading;

import io.keepwell.policy.scorecard.MissingPolicy;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a measure counts as without data: a word, or a score. */
final class MissingReader {

    private static final String MISSING = "missing";

    private static final Map<String, MissingPolicy> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("spread", MissingPolicy.SPREAD);
        WORDS.put("spread-over-card", MissingPolicy.SPREAD_OVER_CARD);
        WORDS.put("zero", MissingPolicy.ZERO);
        WORDS.put("neutral", MissingPolicy.NEUTRAL);
        WORDS.put("unknown", MissingPolicy.UNKNOWN);
    }

    private static final Shape SCORE = Shape.of("score of a missing measure", "score: 40");

    private MissingReader() {}

    /** What a measure says; the default where it says nothing, and after problems. */
    static MissingPolicy read(Fields measure) {
        if (measure.isMapping(MISSING)) {
            Fields fields = measure.mapping(MISSING, SCORE);
            if (fields == null) {
                return MissingPolicy.SPREAD;
            }
            fields.require("score");
            BigDecimal score = fields.number("score", Bounds.SCORE);
            return score == null ? MissingPolicy.SPREAD : new MissingPolicy.Fixed(score);
        }
        String word = measure.choice(MISSING, List.copyOf(WORDS.keySet()), it -> it);
        return WORDS.getOrDefault(word == null ? "" : word, MissingPolicy.SPREAD);
    }
}
