package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.words.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what alert rules and plays wait for. A category stands for all its signals, so that a
 * condition that was read names signals only.
 *
 * @param signals those of the bundle
 */
record ConditionReader(SignalsReader signals) {

    private static final String CATEGORY = "signalCategory";

    private static final Shape CONDITION =
            Shape.of("condition", "status: red", "signal: score-drop", "signalCategory: expansion");

    /** The condition under a key; null after problems. */
    @Nullable Condition read(Fields parent, String key, Report report) {
        Fields fields = parent.mapping(key, CONDITION);
        if (fields == null) {
            return null;
        }
        if (CONDITION.keys().stream().noneMatch(fields::isMeant)) {
            report.add(
                    fields.place(),
                    "the condition waits for nothing",
                    "Write it as in '{%s}'.".formatted(CONDITION.first()));
        }
        if (fields.has("signal") && fields.has(CATEGORY)) {
            fields.problem(
                    CATEGORY,
                    "'signal' and '%s' cannot stand together".formatted(CATEGORY),
                    "Remove one of the two, or list the signals.");
        }
        Set<Status> statuses =
                fields.choices("status", List.of(Status.values()), WireName::wireName);
        Set<String> ids = named(fields, report);
        ids.addAll(ofCategory(fields));
        return statuses.isEmpty() && ids.isEmpty() ? null : new Condition(statuses, ids);
    }

    private Set<String> named(Fields fields, Report report) {
        var known = new Known("signal", signals.ids());
        Set<String> ids = new LinkedHashSet<>();
        for (Yaml.Scalar id : fields.oneOrMore("signal")) {
            if (known.check(id.text(), id.place(), report)) {
                ids.add(id.text());
            }
        }
        return ids;
    }

    private Set<String> ofCategory(Fields fields) {
        SignalCategory category =
                fields.choice(CATEGORY, List.of(SignalCategory.values()), WireName::wireName);
        Set<String> ids = category == null ? Set.of() : signals.idsOf(category);
        if (category != null && ids.isEmpty()) {
            fields.problem(
                    CATEGORY,
                    "there is no signal of category %s"
                            .formatted(Words.quoted(category.wireName())),
                    "Write such a signal, or wait for something else.");
        }
        return ids;
    }
}
