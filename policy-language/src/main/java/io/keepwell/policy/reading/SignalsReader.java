package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.signal.Signal;
import io.keepwell.policy.words.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the documents of kind Signals, all of them together: they ask for one another. */
final class SignalsReader {

    static final String KIND = "Signals";

    private static final Shape SIGNALS =
            Shape.ofDocument(KIND, "risk", "signals: [{id: score-drop, category: risk, when: …}]");

    private static final Shape SIGNAL =
            Shape.of(
                    "signal",
                    "id: score-drop",
                    "name: Score fell by more than 20",
                    "category: risk",
                    "when: scoreDrop(30) > 20",
                    "until: scoreDrop(30) <= 15");

    /** A signal as it was written, which may ask for one that does not exist. */
    private record Written(
            Applied<Signal> signal, Yaml.Scalar when, Yaml.@Nullable Scalar until, Report report) {

        String id() {
            return signal.value().id();
        }

        Set<String> asksFor() {
            Set<String> asksFor = new LinkedHashSet<>(signal.value().when().reads().signals());
            if (signal.value().until() != null) {
                asksFor.addAll(signal.value().until().reads().signals());
            }
            return asksFor;
        }

        /** Where it asks for another. */
        Place placeOf(String id) {
            return until == null || signal.value().when().reads().signals().contains(id)
                    ? Formulas.placeOf(when, id)
                    : Formulas.placeOf(until, id);
        }
    }

    private final Formulas formulas;
    private final Ids ids = new Ids("signal", "Give one of the two another id, or remove it.");
    private final List<Written> written = new ArrayList<>();
    private final List<Applied<Signal>> added = new ArrayList<>();

    private final Map<SignalCategory, Set<String>> byCategory = new EnumMap<>(SignalCategory.class);

    SignalsReader(Formulas formulas) {
        this.formulas = formulas;
    }

    /** The signals, each after those that it asks for; of no use after problems. */
    List<Applied<Signal>> readAll(List<Sheet> sheets) {
        sheets.forEach(this::read);
        return inOrder();
    }

    /** Takes an id for a signal that no document of this kind writes. */
    void reserve(@Nullable String id, SignalCategory category, Place place, Report report) {
        ids.add(id, place, report);
        if (id != null) {
            byCategory.computeIfAbsent(category, _ -> new LinkedHashSet<>()).add(id);
        }
    }

    /** Adds one that asks for no other. */
    void add(Applied<Signal> signal) {
        added.add(signal);
    }

    /** The ids of all signals: one that has problems can be named all the same. */
    Set<String> ids() {
        return ids.all();
    }

    /** The ids of the signals of a category, whether they have problems or not. */
    Set<String> idsOf(SignalCategory category) {
        return byCategory.getOrDefault(category, Set.of());
    }

    private void read(Sheet sheet) {
        Report report = sheet.report();
        var document = new Fields(sheet.root(), SIGNALS, report);
        document.require("signals");
        document.description();
        String version = sheet.document().version();
        for (Fields fields : Fields.all(document.list("signals"), SIGNAL, report)) {
            fields.require("id", "category", "when");
            String id = fields.id("id");
            Place place = fields.placeOf("id");
            String name = fields.text("name");
            SignalCategory category =
                    fields.choice("category", List.of(SignalCategory.values()), WireName::wireName);
            if (category == null) {
                ids.add(id, place, report);
            } else {
                reserve(id, category, place, report);
            }
            Yaml.Scalar whenText = fields.expression("when");
            Yaml.Scalar untilText = fields.expression("until");
            Expression when = formulas.condition(whenText, report);
            Expression until = formulas.condition(untilText, report);
            if (id != null && category != null && whenText != null && when != null) {
                var signal = new Signal(id, name == null ? id : name, category, when, until);
                written.add(
                        new Written(
                                new Applied<>(signal, new PolicyRef(id, version)),
                                whenText,
                                untilText,
                                report));
            }
        }
    }

    private List<Applied<Signal>> inOrder() {
        written.forEach(this::reportUnknown);
        if (!ids.areUnique()) {
            return List.of();
        }
        Map<String, Written> byId =
                written.stream().collect(Collectors.toMap(Written::id, each -> each));
        var order =
                new Order(
                        written.stream().map(Written::id).toList(),
                        id -> {
                            Written one = byId.get(id);
                            return one == null ? Set.of() : one.asksFor();
                        });
        order.circles().forEach(circle -> reportCircle(circle, byId));
        return Stream.concat(
                        added.stream(),
                        order.sorted().stream()
                                .flatMap(id -> Stream.ofNullable(byId.get(id)))
                                .map(Written::signal))
                .toList();
    }

    private void reportUnknown(Written each) {
        for (String id : each.asksFor()) {
            if (!ids.all().contains(id)) {
                each.report()
                        .add(
                                each.placeOf(id),
                                "there is no signal '%s'".formatted(id),
                                Words.nearest(id, ids.all())
                                        .map("Did you mean '%s'?"::formatted)
                                        .orElse("Write the signal, or ask for another one."));
            }
        }
    }

    private static void reportCircle(List<String> circle, Map<String, Written> byId) {
        Written first = byId.get(circle.getFirst());
        if (first != null) {
            first.report()
                    .add(
                            first.placeOf(circle.get(1)),
                            "signals ask for each other in a circle: %s"
                                    .formatted(String.join(", ", circle)),
                            "Write out the condition of one of them in place of signal(…).");
        }
    }
}
