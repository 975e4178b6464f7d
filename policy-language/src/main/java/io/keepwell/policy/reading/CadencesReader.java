package io.keepwell.policy.reading;

import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.signal.Cadence;
import io.keepwell.policy.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the documents of kind Cadences, each of which becomes a signal. */
final class CadencesReader {

    static final String KIND = "Cadences";

    private static final String DAYS_SINCE_START = "daysSinceStart";

    private static final Shape CADENCES =
            Shape.ofDocument(
                    KIND,
                    "touchpoints",
                    "cadences: [{id: check-in-due, events: [engagement.meeting-attended], every:"
                            + " [{days: 30}]}]");

    private static final Shape CADENCE =
            Shape.of(
                    "cadence",
                    "id: check-in-due",
                    "name: A check-in is due",
                    "events: [engagement.meeting-attended]",
                    "every: [{days: 30}]");

    private static final Shape LINE =
            Shape.of(
                    "line",
                    "days: 30",
                    "segments: [enterprise]",
                    "stages: [adoption]",
                    "daysSinceStart: {from: 0, below: 28}");

    private final Formulas formulas;
    private final Known segments;
    private final Known stages;

    CadencesReader(Formulas formulas, Known segments, Known stages) {
        this.formulas = formulas;
        this.segments = segments;
        this.stages = stages;
    }

    /** Adds a signal for each of them. */
    void readAll(List<Sheet> sheets, SignalsReader signals) {
        sheets.forEach(sheet -> read(sheet, signals));
    }

    private void read(Sheet sheet, SignalsReader signals) {
        Report report = sheet.report();
        var document = new Fields(sheet.root(), CADENCES, report);
        document.require("cadences");
        document.description();
        for (Fields fields : Fields.all(document.list("cadences"), CADENCE, report)) {
            fields.require("id", "events", "every");
            String id = fields.id("id");
            Cadence cadence = cadence(fields, id, report);
            signals.reserve(id, SignalCategory.LIFECYCLE, fields.placeOf("id"), report);
            Expression due = formulas.written(cadence.condition(), fields.placeOf("every"), report);
            if (id != null && due != null) {
                signals.add(
                        new Applied<>(
                                new Signal(id, cadence.name(), SignalCategory.LIFECYCLE, due, null),
                                new PolicyRef(id, sheet.document().version())));
            }
        }
    }

    private Cadence cadence(Fields fields, @Nullable String id, Report report) {
        String name = fields.text("name");
        List<String> events =
                fields.oneOrMore("events").stream()
                        .filter(it -> formulas.isEventType(it, report))
                        .map(Yaml.Scalar::text)
                        .toList();
        var lines = new ArrayList<Cadence.Line>();
        List<Fields> written = Fields.all(fields.list("every"), LINE, report);
        for (Fields line : written) {
            if (!lines.isEmpty() && lines.getLast().fitsAll()) {
                report.add(
                        line.place(),
                        "the line above fits all accounts, so this one is never tried",
                        "Move it up, or remove it.");
            }
            line.require("days");
            Integer days = line.days("days", Bounds.PAST_DAYS);
            lines.add(
                    new Cadence.Line(
                            days == null ? 1 : days,
                            named(line, "segments", segments, report),
                            named(line, "stages", stages, report),
                            AccountsReader.range(
                                    line.mapping(DAYS_SINCE_START, AccountsReader.RANGE), report)));
        }
        String known = id == null ? "" : id;
        return new Cadence(known, name == null ? known : name, events, lines);
    }

    private static List<String> named(Fields line, String key, Known known, Report report) {
        return line.oneOrMore(key).stream()
                .filter(it -> known.check(it.text(), it.place(), report))
                .map(Yaml.Scalar::text)
                .toList();
    }
}
