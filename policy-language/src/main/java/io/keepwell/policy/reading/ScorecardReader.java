package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.scorecard.Band;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.DimensionBand;
import io.keepwell.policy.scorecard.Hysteresis;
import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Staleness;
import io.keepwell.policy.scorecard.Transform;
import io.keepwell.policy.scorecard.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a document of kind Scorecard. */
final class ScorecardReader {

    static final String KIND = "Scorecard";

    private static final Shape CARD =
            Shape.ofDocument(
                    KIND,
                    "five-pillar",
                    "name: Five pillars",
                    "bandOn: shown",
                    "bands: [{status: green, from: 80}, {status: red, from: 0}]",
                    "hysteresis: {leaveRedAt: 53, leaveGreenBelow: 78, dwell: 24h}",
                    "minCoverage: 0.3",
                    "edges: lower-inclusive",
                    "limits: [{id: no-sponsor, cap: 60, when: …}]",
                    "overrides: {maxDays: 30}",
                    "dimensions: [{id: usage, weight: 30, measures: […]}]");

    private static final Shape DIMENSION =
            Shape.of(
                    "dimension",
                    "id: usage",
                    "name: Product usage",
                    "weight: 30",
                    "bands: [{from: 70, label: Healthy usage}, {from: 0, label: At risk}]",
                    "measures: [{id: features, weight: 25, value: …, transform: …}]");

    private static final Shape MEASURE =
            Shape.of(
                    "measure",
                    "id: features",
                    "name: Features used in 30 days",
                    "unit: number",
                    "weight: 25",
                    "value: distinct('features', 30)",
                    "transform: {linear: {at0: 1, at100: 10}}",
                    "missing: spread",
                    "carryDays: 30",
                    "stale: {afterDays: 90, then: drop}");

    private static final Shape OVERRIDES = Shape.of("rule for overrides", "maxDays: 30");

    private final Formulas formulas;
    private final Report report;
    private final Ids dimensionIds =
            new Ids("dimension", "Give one of the two another id, or remove it.");
    private final Ids measureIds =
            new Ids(
                    "measure",
                    "A measure belongs to one dimension, once: remove one of the two, or give it"
                            + " another id.");

    private ScorecardReader(Formulas formulas, Report report) {
        this.formulas = formulas;
        this.report = report;
    }

    /** The card; null if there were problems that keep it from being one. */
    static @Nullable Scorecard read(Sheet sheet, Formulas formulas) {
        var fields = new Fields(sheet.root(), CARD, sheet.report());
        return new ScorecardReader(formulas, sheet.report()).card(sheet.document().id(), fields);
    }

    private @Nullable Scorecard card(String id, Fields fields) {
        fields.require("bands", "minCoverage", "dimensions");
        fields.description();
        String name = fields.text("name");
        Scorecard.BandOn bandOn =
                fields.choice("bandOn", List.of(Scorecard.BandOn.values()), ScorecardReader::word);
        List<Band> bands = BandsReader.bands(fields.list("bands"), report);
        Hysteresis hysteresis = BandsReader.hysteresis(fields, bands, report);
        BigDecimal minCoverage = fields.number("minCoverage", Bounds.SHARE);
        Scorecard.Edges edges =
                fields.choice("edges", List.of(Scorecard.Edges.values()), WireName::wireName);
        List<Limit> limits = LimitsReader.read(fields.list("limits"), formulas, report);
        int overrideDaysMax = overrideDaysMax(fields);
        Yaml.Sequence list = fields.list("dimensions");
        List<@Nullable Dimension> dimensions = new ArrayList<>();
        List<@Nullable BigDecimal> weights = new ArrayList<>();
        for (Fields each : Fields.all(list, DIMENSION, report)) {
            BigDecimal weight = each.number("weight", Bounds.WEIGHT);
            weights.add(weight);
            dimensions.add(dimension(each, weight));
        }
        boolean weighs = weigh(list, weights, "dimension of the card");
        if (bands.isEmpty() || minCoverage == null || !weighs || dimensions.contains(null)) {
            return null;
        }
        return measureIds.areUnique() && dimensionIds.areUnique()
                ? new Scorecard(
                        id,
                        name == null ? id : name,
                        dimensions.stream().map(Objects::requireNonNull).toList(),
                        bands,
                        bandOn == null ? Scorecard.BandOn.SHOWN : bandOn,
                        hysteresis,
                        minCoverage,
                        edges == null ? Scorecard.Edges.LOWER_INCLUSIVE : edges,
                        limits,
                        overrideDaysMax)
                : null;
    }

    private static int overrideDaysMax(Fields card) {
        Fields fields = card.mapping("overrides", OVERRIDES);
        if (fields != null) {
            fields.require("maxDays");
        }
        Integer days = fields == null ? null : fields.days("maxDays", Bounds.OVERRIDE_DAYS);
        return days == null ? Scorecard.OVERRIDE_DAYS_MAX : days;
    }

    private @Nullable Dimension dimension(Fields fields, @Nullable BigDecimal weight) {
        fields.require("id", "weight", "measures");
        String id = fields.id("id");
        dimensionIds.add(id, fields.placeOf("id"), report);
        String name = fields.text("name");
        Yaml.Sequence list = fields.list("measures");
        List<@Nullable Measure> measures = new ArrayList<>();
        List<@Nullable BigDecimal> weights = new ArrayList<>();
        for (Fields each : Fields.all(list, MEASURE, report)) {
            BigDecimal share = each.number("weight", Bounds.WEIGHT);
            weights.add(share);
            measures.add(measure(each, share));
        }
        List<DimensionBand> bands = BandsReader.ofDimension(fields.list("bands"), report);
        boolean weighs =
                weigh(list, weights, id == null ? "measure" : "measure of '%s'".formatted(id));
        return id == null || weight == null || !weighs || measures.contains(null)
                ? null
                : new Dimension(
                        id,
                        name == null ? id : name,
                        weight,
                        measures.stream().map(Objects::requireNonNull).toList(),
                        bands);
    }

    private @Nullable Measure measure(Fields fields, @Nullable BigDecimal weight) {
        fields.require("id", "weight", "value", "transform");
        String id = fields.id("id");
        measureIds.add(id, fields.placeOf("id"), report);
        String name = fields.text("name");
        Unit unit = fields.choice("unit", List.of(Unit.values()), WireName::wireName);
        Expression value = formulas.measure(fields.expression("value"), report);
        Transform transform = TransformReader.read(fields, report);
        MissingPolicy missing = MissingReader.read(fields);
        Integer carryDays = fields.days("carryDays", Bounds.PAST_DAYS);
        Staleness staleness = StalenessReader.read(fields, value);
        return id == null || weight == null || value == null || transform == null
                ? null
                : new Measure(
                        id,
                        name == null ? id : name,
                        unit == null ? Unit.NUMBER : unit,
                        weight,
                        value,
                        transform,
                        missing,
                        carryDays == null ? 0 : carryDays,
                        staleness);
    }

    /** Whether any of several weighs something; unsaid where a weight was not readable. */
    private boolean weigh(
            Yaml.@Nullable Sequence list, List<@Nullable BigDecimal> weights, String what) {
        if (list == null || weights.isEmpty() || weights.contains(null)) {
            return false;
        }
        if (weights.stream().map(Objects::requireNonNull).allMatch(it -> it.signum() == 0)) {
            report.add(
                    list.place(),
                    "no %s weighs more than 0".formatted(what),
                    "Give at least one a weight above 0.");
            return false;
        }
        return true;
    }

    private static String word(Enum<?> constant) {
        return WireName.of(constant.name());
    }
}
