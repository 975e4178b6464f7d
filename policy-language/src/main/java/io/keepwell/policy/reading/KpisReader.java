package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.portfolio.KpiFormula;
import io.keepwell.policy.portfolio.KpiParameter;
import io.keepwell.policy.portfolio.KpiSpec;
import io.keepwell.policy.portfolio.KpiSpec.Target;
import io.keepwell.policy.words.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the documents of kind Kpis, whose KPIs have one space of ids. */
final class KpisReader {

    static final String KIND = "Kpis";

    private static final String TARGET = "target";

    private static final int YEAR_MONTHS = 12;
    private static final int QUARTER_MONTHS = 3;
    private static final int HALF_YEAR_MONTHS = 6;
    private static final int QUARTER_DAYS = 92;
    private static final int YEAR_DAYS = 365;

    /** More than one person, so that no single one carries the relationship (K16). */
    private static final int CONTACTS = 3;

    /** The limit for the first value of three of five owners (K11). */
    private static final int VALUE_DAYS = 30;

    private static final Bounds MONTHS =
            new Bounds(BigDecimal.ONE, BigDecimal.valueOf(36), "from 1 to 36");
    private static final Bounds DAYS =
            new Bounds(BigDecimal.ONE, BigDecimal.valueOf(730), "from 1 to 730");
    private static final Bounds PEOPLE =
            new Bounds(BigDecimal.ONE, BigDecimal.valueOf(50), "from 1 to 50");

    private static final Shape KPIS =
            Shape.ofDocument(
                    KIND,
                    "default",
                    "kpis: [{id: gross-retention, formula: grr, target: {atLeast: 95}}]");

    private static final Shape KPI =
            Shape.of(
                    "KPI",
                    "id: gross-retention",
                    "name: Gross revenue retention",
                    "formula: grr",
                    "statuses: [red]",
                    "by: accounts",
                    "months: 12",
                    "days: 92",
                    "contacts: 3",
                    "aggregate: mean",
                    "withinDays: 30",
                    "target: {atLeast: 95}",
                    "segments: [enterprise]");

    private static final Map<String, Target.Rule> RULES = rules();

    private static final Shape TARGETS =
            Shape.of("target", "atLeast: 95", "atMost: 5", "above: 95", "below: 5");

    private final Known segments;
    private final Ids ids = new Ids("KPI", "Give one of the two another id, or remove it.");

    KpisReader(Known segments) {
        this.segments = segments;
    }

    /** The KPIs, in the order of the documents; of no use after problems. */
    List<Applied<KpiSpec>> readAll(List<Sheet> sheets) {
        return sheets.stream().flatMap(sheet -> read(sheet).stream()).toList();
    }

    private List<Applied<KpiSpec>> read(Sheet sheet) {
        Report report = sheet.report();
        var document = new Fields(sheet.root(), KPIS, report);
        document.require("kpis");
        document.description();
        String version = sheet.document().version();
        var kpis = new ArrayList<Applied<KpiSpec>>();
        for (Fields fields : Fields.all(document.list("kpis"), KPI, report)) {
            KpiSpec kpi = kpi(fields, report);
            if (kpi != null) {
                kpis.add(new Applied<>(kpi, new PolicyRef(kpi.id(), version)));
            }
        }
        return kpis;
    }

    private @Nullable KpiSpec kpi(Fields fields, Report report) {
        fields.require("id", "formula");
        String id = fields.id("id");
        ids.add(id, fields.placeOf("id"), report);
        String name = fields.text("name");
        KpiFormula formula =
                fields.choice("formula", List.of(KpiFormula.values()), WireName::wireName);
        KpiSpec.Settings settings = settings(fields, formula);
        Target target = target(fields.mapping(TARGET, TARGETS));
        List<String> of = segments(fields, segments, report);
        if (formula == null) {
            return null;
        }
        for (KpiParameter parameter : KpiParameter.values()) {
            if (fields.has(parameter.key()) && !formula.parameters().contains(parameter)) {
                fields.problem(
                        parameter.key(),
                        "the formula '%s' has no '%s'"
                                .formatted(formula.wireName(), parameter.key()),
                        hasWords(formula));
            }
        }
        if (formula.parameters().contains(KpiParameter.STATUSES)) {
            fields.require(KpiParameter.STATUSES.key());
        }
        return id == null
                ? null
                : new KpiSpec(id, name == null ? id : name, formula, settings, target, of);
    }

    private static String hasWords(KpiFormula formula) {
        Set<String> keys =
                formula.parameters().stream()
                        .map(KpiParameter::key)
                        .collect(Collectors.toCollection(TreeSet::new));
        return "Remove it; the formula has %s.".formatted(Words.quotedList(keys));
    }

    private static KpiSpec.Settings settings(Fields fields, @Nullable KpiFormula formula) {
        Set<Status> statuses =
                fields.choices(
                        KpiParameter.STATUSES.key(), List.of(Status.values()), WireName::wireName);
        KpiSpec.By by =
                fields.choice(
                        KpiParameter.BY.key(), List.of(KpiSpec.By.values()), WireName::wireName);
        Integer months = fields.whole(KpiParameter.MONTHS.key(), MONTHS);
        Integer days = fields.whole(KpiParameter.DAYS.key(), DAYS);
        Integer contacts = fields.whole(KpiParameter.CONTACTS.key(), PEOPLE);
        KpiSpec.Aggregate aggregate =
                fields.choice(
                        KpiParameter.AGGREGATE.key(),
                        List.of(KpiSpec.Aggregate.values()),
                        WireName::wireName);
        Integer withinDays = fields.whole(KpiParameter.WITHIN_DAYS.key(), DAYS);
        return new KpiSpec.Settings(
                statuses,
                Objects.requireNonNullElse(by, KpiSpec.By.ACCOUNTS),
                Objects.requireNonNullElse(months, monthsOf(formula)),
                Objects.requireNonNullElse(days, daysOf(formula)),
                Objects.requireNonNullElse(contacts, CONTACTS),
                Objects.requireNonNullElse(aggregate, KpiSpec.Aggregate.MEAN),
                Objects.requireNonNullElse(withinDays, VALUE_DAYS));
    }

    /** As people speak of it: by the quarter, the half-year, and a year for the rest. */
    private static int monthsOf(@Nullable KpiFormula formula) {
        return switch (formula) {
            case HEALTH_DELTA, EXPANSION_ARR -> QUARTER_MONTHS;
            case FEATURE_UTILISATION -> HALF_YEAR_MONTHS;
            case null, default -> YEAR_MONTHS;
        };
    }

    private static int daysOf(@Nullable KpiFormula formula) {
        return formula == KpiFormula.EXECUTIVE_CONTACTS_SHARE ? YEAR_DAYS : QUARTER_DAYS;
    }

    private static @Nullable Target target(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        List<String> written = RULES.keySet().stream().filter(fields::has).toList();
        if (written.size() != 1) {
            fields.report(
                    "a target has one of %s, this has %d"
                            .formatted(Words.quotedList(RULES.keySet()), written.size()),
                    "Write it as in '{atLeast: 95}'.");
            return null;
        }
        String rule = written.getFirst();
        BigDecimal value = fields.number(rule, Bounds.ANY);
        return value == null ? null : new Target(Objects.requireNonNull(RULES.get(rule)), value);
    }

    private static Map<String, Target.Rule> rules() {
        var rules = new LinkedHashMap<String, Target.Rule>();
        rules.put("atLeast", Target.Rule.AT_LEAST);
        rules.put("atMost", Target.Rule.AT_MOST);
        rules.put("above", Target.Rule.ABOVE);
        rules.put("below", Target.Rule.BELOW);
        return rules;
    }

    /** Segments that are named, each of which must be there; empty where none is. */
    static List<String> segments(Fields fields, Known known, Report report) {
        return fields.oneOrMore("segments").stream()
                .filter(it -> known.check(it.text(), it.place(), report))
                .map(Yaml.Scalar::text)
                .toList();
    }
}
