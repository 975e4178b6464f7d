package io.keepwell.policy.reading;

import io.keepwell.policy.scorecard.Transform;
import io.keepwell.policy.words.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how a measure's number becomes a score. */
final class TransformReader {

    private static final String SCORE = "score";

    /** In the order in which they are named to people: the one that is mostly meant is first. */
    private static final Shape TRANSFORM =
            Shape.of(
                    "transform",
                    "linear: {at0: 1, at100: 10}",
                    "steps: {below: 0, steps: [{from: 1, score: 100}]}",
                    "curve: {points: [{at: 0, score: 0}, {at: 3, score: 50}, {at: 10, score:"
                            + " 100}]}",
                    "ratio: {full: 0.8}",
                    "growth: {baseline: 50}",
                    "deduct: {each: 10}",
                    "additive: {start: 50, each: 10}",
                    "enum: {values: [{is: 1, score: 100}], otherwise: 0}");

    private static final Shape LINEAR = Shape.of("linear transform", "at0: 1", "at100: 10");
    private static final Shape STEPS =
            Shape.of("transform by steps", "below: 0", "steps: [{from: 1, score: 100}]");
    private static final Shape STEP = Shape.of("step", "from: 1", "score: 100");
    private static final Shape CURVE =
            Shape.of("transform by a curve", "points: [{at: 0, score: 0}, {at: 10, score: 100}]");
    private static final Shape POINT = Shape.of("point", "at: 0", "score: 0");
    private static final Shape RATIO = Shape.of("transform of a ratio", "full: 0.8");
    private static final Shape GROWTH = Shape.of("transform of growth", "baseline: 50");
    private static final Shape DEDUCT = Shape.of("transform that deducts", "each: 10");
    private static final Shape ADDITIVE = Shape.of("additive transform", "start: 50", "each: 10");
    private static final Shape ENUM =
            Shape.of("transform by values", "values: [{is: 1, score: 100}]", "otherwise: 0");
    private static final Shape VALUE = Shape.of("value", "is: 1", "score: 100");

    private final Report report;

    private TransformReader(Report report) {
        this.report = report;
    }

    /** The transform of a measure; null after problems. */
    static @Nullable Transform read(Fields measure, Report report) {
        Fields fields = measure.mapping("transform", TRANSFORM);
        return fields == null ? null : new TransformReader(report).read(fields);
    }

    private @Nullable Transform read(Fields fields) {
        List<String> named = TRANSFORM.keys().stream().filter(fields::has).toList();
        if (named.size() > 1) {
            fields.problem(
                    named.getLast(),
                    "a transform is of one kind, this is %s".formatted(String.join(" and ", named)),
                    "Leave one of them.");
        }
        if (TRANSFORM.keys().stream().noneMatch(fields::isMeant)) {
            report.add(
                    fields.place(),
                    "the transform is of no kind",
                    "Write one of %s, for example '%s'."
                            .formatted(Words.quotedList(TRANSFORM.keys()), TRANSFORM.first()));
        }
        // All of them, so that all problems are told at once.
        List<@Nullable Transform> read = new ArrayList<>();
        named.forEach(name -> read.add(read(name, fields)));
        return read.isEmpty() ? null : read.getFirst();
    }

    private @Nullable Transform read(String name, Fields fields) {
        return switch (name) {
            case "linear" -> linear(fields.mapping(name, LINEAR));
            case "steps" -> steps(fields.mapping(name, STEPS));
            case "curve" -> curve(fields.mapping(name, CURVE));
            case "ratio" -> ratio(fields.mapping(name, RATIO));
            case "growth" -> growth(fields.mapping(name, GROWTH));
            case "deduct" -> deduct(fields.mapping(name, DEDUCT));
            case "additive" -> additive(fields.mapping(name, ADDITIVE));
            case "enum" -> values(fields.mapping(name, ENUM));
            default -> throw new IllegalArgumentException(name);
        };
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

    /** A share of what is full, in percent: nothing scores 0. */
    private static @Nullable Transform ratio(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("full");
        BigDecimal full = fields.number("full", Bounds.ABOVE_ZERO);
        return full == null ? null : new Transform.Linear(BigDecimal.ZERO, full);
    }

    /** As much as before, a number of 1, scores the baseline; nothing scores 0. */
    private static @Nullable Transform growth(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("baseline");
        BigDecimal baseline = fields.number("baseline", Bounds.SCORE_ABOVE_ZERO);
        return baseline == null ? null : new Transform.Slope(BigDecimal.ZERO, baseline);
    }

    /** From the best score down. */
    private static @Nullable Transform deduct(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("each");
        BigDecimal each = fields.number("each", Bounds.ABOVE_ZERO);
        return each == null ? null : new Transform.Slope(Transform.BEST, each.negate());
    }

    private static @Nullable Transform additive(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("start", "each");
        BigDecimal start = fields.number("start", Bounds.SCORE);
        BigDecimal each = fields.number("each", Bounds.ANY);
        if (each != null && each.signum() == 0) {
            fields.problem(
                    "each",
                    "'each' is 0, so that all numbers score the same",
                    "Write what each one adds, below 0 what it takes away.");
            return null;
        }
        return start == null || each == null ? null : new Transform.Slope(start, each);
    }

    private @Nullable Transform steps(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("below", "steps");
        BigDecimal below = fields.number("below", Bounds.SCORE);
        List<Scored> steps = scored(fields.list("steps"), STEP, "from");
        return below == null || steps.isEmpty() || !goUp(steps, "step from", "steps")
                ? null
                : new Transform.Steps(
                        below,
                        steps.stream()
                                .map(it -> new Transform.Steps.Step(it.number(), it.score()))
                                .toList());
    }

    private @Nullable Transform curve(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("points");
        Yaml.Sequence list = fields.list("points");
        if (list != null && list.items().size() < 2) {
            fields.problem(
                    "points", "a curve through one point is none", "List two points at least.");
            return null;
        }
        List<Scored> points = scored(list, POINT, "at");
        return points.isEmpty() || !goUp(points, "point at", "points")
                ? null
                : new Transform.Curve(
                        points.stream()
                                .map(it -> new Transform.Curve.Point(it.number(), it.score()))
                                .toList());
    }

    private @Nullable Transform values(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("values", "otherwise");
        BigDecimal otherwise = fields.number("otherwise", Bounds.SCORE);
        List<Scored> values = scored(fields.list("values"), VALUE, "is");
        Set<BigDecimal> seen = new HashSet<>();
        boolean areUnique = true;
        for (Scored value : values) {
            if (!seen.add(value.number().stripTrailingZeros())) {
                report.add(
                        value.place(),
                        "the value %s stands twice".formatted(value.number()),
                        "Remove one of the two.");
                areUnique = false;
            }
        }
        return otherwise == null || values.isEmpty() || !areUnique
                ? null
                : new Transform.Values(
                        values.stream()
                                .map(it -> new Transform.Values.Value(it.number(), it.score()))
                                .toList(),
                        otherwise);
    }

    /** A number of a list, and what it scores. */
    private record Scored(BigDecimal number, BigDecimal score, Place place) {}

    /** All of a list; none after problems. */
    private List<Scored> scored(Yaml.@Nullable Sequence list, Shape shape, String key) {
        List<@Nullable Scored> scored = new ArrayList<>();
        for (Fields each : Fields.all(list, shape, report)) {
            each.require(key, SCORE);
            BigDecimal number = each.number(key, Bounds.ANY);
            BigDecimal score = each.number(SCORE, Bounds.SCORE);
            scored.add(
                    number == null || score == null
                            ? null
                            : new Scored(number, score, each.placeOf(key)));
        }
        return list == null || scored.contains(null) || scored.size() < list.items().size()
                ? List.of()
                : scored.stream().map(Objects::requireNonNull).toList();
    }

    private boolean goUp(List<Scored> scored, String one, String all) {
        boolean goUp = true;
        for (int at = 1; at < scored.size(); at++) {
            BigDecimal before = scored.get(at - 1).number();
            Scored next = scored.get(at);
            if (next.number().compareTo(before) <= 0) {
                report.add(
                        next.place(),
                        "the %s %s is not above the one before it, %s %s"
                                .formatted(
                                        one,
                                        next.number(),
                                        one.substring(one.indexOf(' ') + 1),
                                        before),
                        "Let the %s go up.".formatted(all));
                goUp = false;
            }
        }
        return goUp;
    }
}
