package io.keepwell.policy.reading;

import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a measure's number becomes a score. */
final class TransformReader {

    private static final String LINEAR = "linear";
    private static final String STEPS = "steps";

    private static final Shape TRANSFORM =
            Shape.of(
                    "transform",
                    "linear: {at0: 1, at100: 10}",
                    "steps: {below: 0, steps: [{from: 1, score: 100}]}");
    private static final Shape LINE = Shape.of("linear transform", "at0: 1", "at100: 10");
    private static final Shape STAIRS =
            Shape.of("transform by steps", "below: 0", "steps: [{from: 1, score: 100}]");
    private static final Shape STEP = Shape.of("step", "from: 1", "score: 100");

    private TransformReader() {}

    /** The transform of a measure; null after problems. */
    static @Nullable Transform read(Fields measure, Report report) {
        Fields fields = measure.mapping("transform", TRANSFORM);
        if (fields == null) {
            return null;
        }
        if (fields.has(LINEAR) && fields.has(STEPS)) {
            fields.problem(
                    STEPS, "a transform is linear or by steps, not both", "Remove one of the two.");
        }
        if (!fields.isMeant(LINEAR) && !fields.isMeant(STEPS)) {
            report.add(
                    fields.place(),
                    "the transform is neither linear nor by steps",
                    "Write '%s' or '%s'."
                            .formatted(TRANSFORM.sample(LINEAR), TRANSFORM.sample(STEPS)));
        }
        Transform linear = linear(fields.mapping(LINEAR, LINE));
        Transform steps = steps(fields.mapping(STEPS, STAIRS), report);
        return linear == null ? steps : linear;
    }

    private static @Nullable Transform linear(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("at0", "at100");
        BigDecimal at0 = fields.number("at0", Bounds.ANY);
        BigDecimal at100 = fields.number("at100", Bounds.ANY);
        if (at0 == null || at100 == null) {
            return null;
        }
        if (at0.compareTo(at100) == 0) {
            fields.problem(
                    "at100",
                    "at0 and at100 are both %s".formatted(at100),
                    "Let at0 be the number that scores 0 and at100 the one that scores 100.");
            return null;
        }
        return new Transform.Linear(at0, at100);
    }

    private static @Nullable Transform steps(@Nullable Fields fields, Report report) {
        if (fields == null) {
            return null;
        }
        fields.require("below", "steps");
        BigDecimal below = fields.number("below", Bounds.SCORE);
        Yaml.Sequence list = fields.list("steps");
        List<Transform.Steps.Step> steps = new ArrayList<>();
        boolean upwards = true;
        for (Fields each : Fields.all(list, STEP, report)) {
            each.require("from", "score");
            BigDecimal from = each.number("from", Bounds.ANY);
            BigDecimal score = each.number("score", Bounds.SCORE);
            if (from == null || score == null) {
                continue;
            }
            if (!steps.isEmpty() && from.compareTo(steps.getLast().from()) <= 0) {
                each.problem(
                        "from",
                        "the step from %s is not above the one before it, from %s"
                                .formatted(from, steps.getLast().from()),
                        "Let the steps go up.");
                upwards = false;
            }
            steps.add(new Transform.Steps.Step(from, score));
        }
        return below == null || list == null || !upwards ? null : new Transform.Steps(below, steps);
    }
}
