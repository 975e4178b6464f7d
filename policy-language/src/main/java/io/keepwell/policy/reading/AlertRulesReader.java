package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.LadderStep;
import io.keepwell.policy.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the documents of kind AlertRules, whose rules have one space of ids. */
final class AlertRulesReader {

    static final String KIND = "AlertRules";

    /** How long people have to answer where nothing is said (requirements A9, A10). */
    private static final Map<Severity, Duration> RESPOND_WITHIN =
            Map.of(
                    Severity.CRITICAL, Duration.ofHours(24),
                    Severity.HIGH, Duration.ofHours(48),
                    Severity.MEDIUM, Duration.ofHours(48));

    private static final String BY_SEGMENT = "severityBySegment";

    private static final Shape RULES =
            Shape.ofDocument(
                    KIND,
                    "risk",
                    "respondWithin: {critical: 24h, high: 48h, medium: 48h}",
                    "escalation: [{fromDay: 8, involve: [cs-manager]}]",
                    "rules: [{id: health-red, category: risk, when: {status: red}, severity:"
                            + " high}]");

    private static final Shape TIMES =
            Shape.of("mapping of times", "critical: 24h", "high: 48h", "medium: 48h");

    private static final Shape STEP =
            Shape.of("step of the ladder", "fromDay: 8", "involve: [cs-manager]");

    private static final Shape RULE =
            Shape.of(
                    "alert rule",
                    "id: health-red",
                    "name: Health is red",
                    "category: risk",
                    "when: {status: red}",
                    "severity: high",
                    "severityBySegment: {enterprise: critical}");

    private final ConditionReader conditions;
    private final Known segments;
    private final Ids ids = new Ids("alert rule", "Give one of the two another id, or remove it.");

    AlertRulesReader(ConditionReader conditions, Known segments) {
        this.conditions = conditions;
        this.segments = segments;
    }

    /** The rules, in the order of the documents; of no use after problems. */
    List<Applied<AlertRule>> readAll(List<Sheet> sheets) {
        return sheets.stream().flatMap(sheet -> read(sheet).stream()).toList();
    }

    private List<Applied<AlertRule>> read(Sheet sheet) {
        Report report = sheet.report();
        var document = new Fields(sheet.root(), RULES, report);
        document.require("rules");
        document.description();
        Map<Severity, Duration> respondWithin = times(document);
        List<LadderStep> escalation = escalation(document, report);
        String version = sheet.document().version();
        List<Applied<AlertRule>> rules = new ArrayList<>();
        for (Fields fields : Fields.all(document.list("rules"), RULE, report)) {
            AlertRule rule = rule(fields, respondWithin, escalation, report);
            if (rule != null) {
                rules.add(new Applied<>(rule, new PolicyRef(rule.id(), version)));
            }
        }
        return rules;
    }

    private @Nullable AlertRule rule(
            Fields fields,
            Map<Severity, Duration> respondWithin,
            List<LadderStep> escalation,
            Report report) {
        fields.require("id", "category", "when", "severity");
        String id = fields.id("id");
        ids.add(id, fields.placeOf("id"), report);
        String name = fields.text("name");
        SignalCategory category =
                fields.choice("category", List.of(SignalCategory.values()), WireName::wireName);
        Condition when = conditions.read(fields, "when", report);
        Severity severity = SeverityReader.read(fields, "severity");
        Map<String, Severity> bySegment =
                SeverityReader.bySegment(fields, BY_SEGMENT, segments, report);
        return id == null || category == null || when == null || severity == null
                ? null
                : new AlertRule(
                        id,
                        name == null ? id : name,
                        category,
                        when,
                        severity,
                        bySegment,
                        respondWithin,
                        escalation);
    }

    /** The steps after the first, each of a later day than the one before it. */
    private static List<LadderStep> escalation(Fields document, Report report) {
        List<LadderStep> steps = new ArrayList<>();
        int before = 1;
        for (Fields fields : Fields.all(document.list("escalation"), STEP, report)) {
            fields.require("fromDay", "involve");
            Integer fromDay = fields.days("fromDay", Bounds.LADDER_DAYS);
            List<String> involve = roles(fields, report);
            if (fromDay == null || involve.isEmpty()) {
                continue;
            }
            if (fromDay <= before) {
                fields.problem(
                        "fromDay",
                        "'fromDay' is %d, and the step before it begins on day %d"
                                .formatted(fromDay, before),
                        "Write the steps in the order of their days.");
                continue;
            }
            before = fromDay;
            steps.add(new LadderStep(fromDay, involve));
        }
        return steps;
    }

    private static List<String> roles(Fields fields, Report report) {
        List<String> roles = new ArrayList<>();
        for (Yaml.Scalar role : fields.oneOrMore("involve")) {
            if (PolicyDocument.isId(role.text())) {
                roles.add(role.text());
            } else {
                report.add(
                        role.place(),
                        "%s is no id".formatted(Words.quoted(role.text())),
                        "Write lower-case letters and digits, joined by single hyphens: '%s'."
                                .formatted(STEP.sample("involve")));
            }
        }
        return roles;
    }

    /** What is said of some severities, and the defaults of the others. */
    private static Map<Severity, Duration> times(Fields document) {
        Map<Severity, Duration> times = new EnumMap<>(RESPOND_WITHIN);
        Fields fields = document.mapping("respondWithin", TIMES);
        if (fields == null) {
            return times;
        }
        for (Severity severity : Severity.values()) {
            String key = severity.wireName();
            Duration time = fields.duration(key);
            if (time != null && time.isZero()) {
                fields.problem(
                        key,
                        "'%s' leaves no time to answer".formatted(key),
                        "Write it as in '%s'.".formatted(TIMES.sample(key)));
            }
            if (time != null) {
                times.put(severity, time);
            }
        }
        return times;
    }
}
