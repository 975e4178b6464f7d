package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.health.Status;
import io.keepwell.policy.trial.Expected;
import io.keepwell.policy.trial.Given;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a test of policies expects.
 *
 * @param known what it may name
 * @param now the moment from which days are counted
 * @param report where to tell what is wrong
 */
record ExpectedReader(PolicyTestsReader.TestNames known, Instant now, Report report) {

    private static final String KEY = "expect";

    private static final Shape EXPECTED =
            Shape.of(
                    "expectation",
                    "status: green",
                    "daysAgo: 30",
                    "at: 2026-06-01",
                    "score: 70.5",
                    "shown: 71",
                    "coverage: 0.8",
                    "risk: 72.5",
                    "card: five-pillar",
                    "segment: enterprise",
                    "stage: onboarding",
                    "raised: [usage-decline]",
                    "notRaised: [score-drop]",
                    "measures: {nps: {value: 9, score: 100}}",
                    "missing: [nps]",
                    "dimensions: {usage: 62.5}");

    /** What numbers in place of events say nothing of. */
    private static final List<String> OF_EVENTS =
            List.of("raised", "notRaised", "daysAgo", "at", "segment", "stage", "risk");

    private static final Shape MEASURE = Shape.of("measure", "value: 9", "score: 100");
    private static final Bounds DAYS_AGO =
            new Bounds(BigDecimal.ZERO, BigDecimal.valueOf(399), "from 0 to 399");

    /** What there is to find; empty after problems. */
    List<Expected> read(Fields test, @Nullable Given given) {
        List<Fields> all =
                test.isList(KEY)
                        ? Fields.all(test.list(KEY), EXPECTED, report)
                        : alone(test.mapping(KEY, EXPECTED));
        var expected = new ArrayList<Expected>();
        all.forEach(it -> expected.add(expected(it, given)));
        return expected;
    }

    private static List<Fields> alone(@Nullable Fields fields) {
        return fields == null ? List.of() : List.of(fields);
    }

    private Expected expected(Fields fields, @Nullable Given given) {
        if (EXPECTED.keys().stream()
                .filter(it -> !it.equals("daysAgo") && !it.equals("at"))
                .noneMatch(fields::isMeant)) {
            report.add(
                    fields.place(),
                    "the expectation wants nothing",
                    "Add a line such as '%s'.".formatted(EXPECTED.first()));
        }
        boolean isOfEvents = given == null || given instanceof Given.Happened;
        for (String key : OF_EVENTS) {
            if (!isOfEvents && fields.has(key)) {
                fields.problem(
                        key,
                        "'%s' needs events, and the test gives numbers".formatted(key),
                        "Remove it, or write events.");
            }
        }
        return new Expected(
                at(fields),
                fields.place().line(),
                fields.number("score", Bounds.SCORE),
                fields.whole("shown", Bounds.SCORE),
                fields.choice("status", List.of(Status.values()), WireName::wireName),
                fields.number("coverage", Bounds.SHARE),
                fields.number("risk", Bounds.SCORE),
                named(fields, "card", known.cards()),
                named(fields, "segment", known.segments()),
                named(fields, "stage", known.stages()),
                names(fields, "raised", known.signals()),
                names(fields, "notRaised", known.signals()),
                measures(fields),
                names(fields, "missing", known.measures()),
                dimensions(fields));
    }

    private Instant at(Fields fields) {
        if (fields.isMeant("daysAgo") && fields.isMeant("at")) {
            fields.problem(
                    "at", "'daysAgo' and 'at' cannot stand together", "Remove one of the two.");
        }
        Integer days = fields.days("daysAgo", DAYS_AGO);
        Instant at = fields.moment("at");
        if (at != null && at.isAfter(now)) {
            fields.problem(
                    "at",
                    "'at' must not be after %s".formatted(now),
                    "Write another day, or another 'now' above.");
        }
        return days != null ? now.minus(Duration.ofDays(days)) : at != null ? at : now;
    }

    private @Nullable String named(Fields fields, String key, Known among) {
        String id = fields.id(key);
        if (id != null) {
            among.check(id, fields.placeOf(key), report);
        }
        return id;
    }

    private Set<String> names(Fields fields, String key, Known among) {
        var names = new LinkedHashSet<String>();
        for (Yaml.Scalar each : fields.oneOrMore(key)) {
            if (among.check(each.text(), each.place(), report)) {
                names.add(each.text());
            }
        }
        return names;
    }

    private Map<String, Expected.OfMeasure> measures(Fields parent) {
        Map<String, Expected.OfMeasure> measures = new LinkedHashMap<>();
        Fields fields =
                parent.named("measures", "mapping of measures", "%s: {score: 100}"::formatted);
        if (fields != null) {
            fields.keys()
                    .forEach((id, place) -> {
                        known.measures().check(id, place, report);
                        Fields measure = fields.mapping(id, MEASURE);
                        if (measure != null) {
                            measures.put(
                                    id,
                                    new Expected.OfMeasure(
                                            measure.number("value", Bounds.ANY),
                                            measure.number("score", Bounds.SCORE)));
                        }
                    });
        }
        return measures;
    }

    private Map<String, BigDecimal> dimensions(Fields parent) {
        Map<String, BigDecimal> dimensions = new LinkedHashMap<>();
        Fields fields = parent.named("dimensions", "mapping of dimensions", "%s: 90"::formatted);
        if (fields != null) {
            fields.keys()
                    .forEach((id, place) -> {
                        known.dimensions().check(id, place, report);
                        BigDecimal score = fields.number(id, Bounds.SCORE);
                        if (score != null) {
                            dimensions.put(id, score);
                        }
                    });
        }
        return dimensions;
    }
}
