package io.keepwell.policy.reading;

import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.risk.RiskScore;
import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a document of kind RiskScore. */
final class RiskScoreReader {

    static final String KIND = "RiskScore";

    private static final String WHEN = "when";
    private static final String VALUE = "value";
    private static final String TRANSFORM = "transform";

    private static final Shape RISK_SCORE =
            Shape.ofDocument(
                    KIND,
                    "churn-risk",
                    "name: Risk of churn",
                    "minCoverage: 0.3",
                    "parts: [{id: sponsor-left, points: 30, when: …}]");

    private static final Shape PART =
            Shape.of(
                    "part",
                    "id: sponsor-left",
                    "name: Executive sponsor left",
                    "points: 30",
                    "when: count('relationship.sponsor-left', 90) > 0",
                    "value: count('support.ticket-escalated', 60)",
                    "transform: {linear: {at0: 0, at100: 4}}");

    private final Formulas formulas;
    private final Report report;
    private final Ids ids = new Ids("part", "Give one of the two another id, or remove it.");

    private RiskScoreReader(Formulas formulas, Report report) {
        this.formulas = formulas;
        this.report = report;
    }

    /** The risk score; null if there were problems that keep it from being one. */
    static @Nullable RiskScore read(Sheet sheet, Formulas formulas) {
        var fields = new Fields(sheet.root(), RISK_SCORE, sheet.report());
        return new RiskScoreReader(formulas, sheet.report()).read(sheet.document().id(), fields);
    }

    private @Nullable RiskScore read(String id, Fields fields) {
        fields.require("minCoverage", "parts");
        fields.description();
        String name = fields.text("name");
        BigDecimal minCoverage = fields.number("minCoverage", Bounds.SHARE);
        Yaml.Sequence list = fields.list("parts");
        List<RiskScore.@Nullable Part> parts = new ArrayList<>();
        List<@Nullable BigDecimal> points = new ArrayList<>();
        for (Fields each : Fields.all(list, PART, report)) {
            BigDecimal its = each.number("points", Bounds.SCORE_ABOVE_ZERO);
            points.add(its);
            parts.add(part(each, its));
        }
        boolean isWhole = list != null && reachesWorst(list, points);
        return minCoverage == null || !isWhole || !ids.areUnique() || parts.contains(null)
                ? null
                : new RiskScore(
                        id,
                        name == null ? id : name,
                        minCoverage,
                        parts.stream().map(Objects::requireNonNull).toList());
    }

    private RiskScore.@Nullable Part part(Fields fields, @Nullable BigDecimal points) {
        fields.require("id", "points");
        String id = fields.id("id");
        ids.add(id, fields.placeOf("id"), report);
        String name = fields.text("name");
        boolean isCondition = fields.isMeant(WHEN);
        if (isCondition == fields.isMeant(VALUE)) {
            report.add(
                    fields.place(),
                    "a part has either 'when' or 'value' and 'transform'",
                    "Write a condition, which gives all of the points or none, or a number with"
                            + " how much of them it gives.");
        } else if (!isCondition) {
            fields.require(TRANSFORM);
        } else if (fields.has(TRANSFORM)) {
            fields.problem(
                    TRANSFORM,
                    "a condition needs no 'transform'",
                    "Remove it, or write 'value' in place of 'when'.");
        }
        Expression when = formulas.riskCondition(fields.expression(WHEN), report);
        Expression value = formulas.riskValue(fields.expression(VALUE), report);
        Transform transform = fields.has(TRANSFORM) ? TransformReader.read(fields, report) : null;
        Expression asks = isCondition ? when : value;
        return id == null || points == null || asks == null || isCondition != (transform == null)
                ? null
                : new RiskScore.Part(id, name == null ? id : name, points, asks, transform);
    }

    /** Whether all signs together are the worst; unsaid where points were not readable. */
    private boolean reachesWorst(Yaml.Sequence list, List<@Nullable BigDecimal> points) {
        if (points.isEmpty() || points.contains(null)) {
            return false;
        }
        BigDecimal sum =
                points.stream()
                        .map(Objects::requireNonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean reaches = sum.compareTo(RiskScore.MOST) >= 0;
        if (!reaches) {
            report.add(
                    list.place(),
                    "the points of all parts are %s together, so no risk is ever 100"
                            .formatted(sum.stripTrailingZeros().toPlainString()),
                    "Give them 100 or more together; what is above 100 is cut off.");
        }
        return reaches;
    }
}
