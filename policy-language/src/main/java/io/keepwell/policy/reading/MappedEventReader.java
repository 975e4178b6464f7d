package io.keepwell.policy.reading;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.AttributeKind;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.expression.RowKind;
import io.keepwell.policy.mapping.MappedEvent;
import io.keepwell.policy.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the events that a mapping makes, and holds them against the catalogue. */
final class MappedEventReader {

    private static final Shape OF_FILES =
            Shape.of(
                    "event",
                    "type: usage.feature-used",
                    "name: used",
                    "when: number(count) > 0",
                    "account: account_id",
                    "occurredAt: date(used_on)",
                    "actor: user_id",
                    "value: number(count)",
                    "attributes: {feature: feature_name}");

    private static final Shape OF_WEBHOOKS =
            Shape.of(
                    "event",
                    "type: usage.feature-used",
                    "name: used",
                    "when: number(count) > 0",
                    "account: account_id",
                    "occurredAt: date(used_on)",
                    "actor: user_id",
                    "value: number(count)",
                    "attributes: {feature: feature_name}",
                    "user: requester_email",
                    "id: ticket");

    private final Report report;
    private final EventCatalogue catalogue;
    private final Shape shape;
    private final List<String> types;

    private MappedEventReader(Report report, EventCatalogue catalogue, Shape shape) {
        this.report = report;
        this.catalogue = catalogue;
        this.shape = shape;
        this.types = catalogue.types().stream().map(spec -> spec.type().value()).toList();
    }

    /** Of the events of files, each of which names its account. */
    static MappedEventReader ofFiles(Report report, EventCatalogue catalogue) {
        return new MappedEventReader(report, catalogue, OF_FILES);
    }

    /** Of the events of webhooks, which may know a user and not the account. */
    static MappedEventReader ofWebhooks(Report report, EventCatalogue catalogue) {
        return new MappedEventReader(report, catalogue, OF_WEBHOOKS);
    }

    /**
     * What holds for all events of a file or a webhook that do not say it themselves.
     *
     * @param id what tells a row or an item from the others
     */
    record Common(
            RowExpression id,
            @Nullable RowExpression account,
            @Nullable RowExpression user,
            @Nullable RowExpression occurredAt) {}

    /** The events; fewer after problems. A file may make none and be looked up only. */
    List<MappedEvent> read(Fields owner, RowFormulas formulas, Common common) {
        List<MappedEvent> events = new ArrayList<>();
        var names =
                new Ids("event", "Give it a 'name' of its own: it makes a part of the event's id.");
        for (Fields fields : Fields.all(owner.list("events"), shape, report)) {
            fields.require("type");
            if (!owner.isMeant("occurredAt")) {
                fields.require("occurredAt");
            }
            if (!isSomebodys(owner) && !isSomebodys(fields)) {
                fields.require("account");
            }
            EventType type = type(fields);
            String name = fields.id("name");
            String called = name == null && type != null ? type.value() : name;
            names.add(called, fields.placeOf("type"), report);
            RowExpression when = formulas.of(fields, "when", RowKind.TRUTH);
            RowExpression account = own(fields, "account", formulas, common.account());
            RowExpression user = own(fields, "user", formulas, common.user());
            RowExpression time = formulas.of(fields, "occurredAt", RowKind.TIME);
            RowExpression occurredAt = time == null ? common.occurredAt() : time;
            RowExpression id = formulas.of(fields, "id", RowKind.TEXT);
            RowExpression actor = formulas.of(fields, "actor", RowKind.TEXT);
            RowExpression value = formulas.of(fields, "value", RowKind.NUMBER);
            Map<String, RowExpression> attributes = attributes(fields, formulas, type);
            if (type != null) {
                requireAll(fields, type);
            }
            if (type == null || called == null || occurredAt == null) {
                continue;
            }
            if (account != null || user != null) {
                events.add(
                        new MappedEvent(
                                called,
                                type,
                                when,
                                id == null ? common.id() : id,
                                account,
                                user,
                                occurredAt,
                                actor,
                                value,
                                attributes));
            }
        }
        return events;
    }

    private static boolean isSomebodys(Fields fields) {
        return fields.isMeant("account") || fields.isMeant("user");
    }

    private static @Nullable RowExpression own(
            Fields fields, String key, RowFormulas formulas, @Nullable RowExpression common) {
        RowExpression own = formulas.of(fields, key, RowKind.TEXT);
        return own == null ? common : own;
    }

    private @Nullable EventType type(Fields fields) {
        String text = fields.text("type");
        if (text == null) {
            return null;
        }
        try {
            var type = new EventType(text);
            Optional<String> meant = Words.misspelt(text, types);
            meant.ifPresent(near ->
                    fields.problem(
                            "type",
                            "the event type '%s' is not in the catalogue".formatted(text),
                            "Did you mean '%s'? Give a type of your own a name that is less like it."
                                    .formatted(near)));
            return type;
        } catch (IllegalArgumentException e) {
            fields.problem(
                    "type",
                    "%s is not an event type".formatted(Words.quoted(text)),
                    "Write dotted lower-case words, such as 'usage.feature-used'.");
            return null;
        }
    }

    private Map<String, RowExpression> attributes(
            Fields event, RowFormulas formulas, @Nullable EventType type) {
        Map<String, RowExpression> attributes = new LinkedHashMap<>();
        Fields fields = event.named("attributes", "attributes", name -> name + ": plan_tier");
        if (fields == null) {
            return attributes;
        }
        Map<String, AttributeKind> known = type == null ? Map.of() : known(type);
        fields.keys()
                .forEach((name, place) -> {
                    Words.misspelt(name, known.keySet())
                            .ifPresent(near ->
                                    report.add(
                                            place,
                                            "'%s' is not in the catalogue".formatted(name),
                                            ("Did you mean '%s'? Give one of your own a name that"
                                                            + " is less like it.")
                                                    .formatted(near)));
                    RowExpression expression = formulas.of(fields, name);
                    if (expression != null && isOfKind(fields, name, expression, known.get(name))) {
                        attributes.put(name, expression);
                    }
                });
        return attributes;
    }

    private static boolean isOfKind(
            Fields fields, String name, RowExpression expression, @Nullable AttributeKind kind) {
        if (expression.kind() == RowKind.TIME) {
            fields.problem(
                    name,
                    "an attribute is a text, a number or a condition, this is a time",
                    "Write it out as a day: day(…).");
            return false;
        }
        RowKind wanted =
                switch (kind) {
                    case null -> expression.kind();
                    case AttributeKind.Numeric() -> RowKind.NUMBER;
                    case AttributeKind.Flag() -> RowKind.TRUTH;
                    case AttributeKind.Text(_), AttributeKind.Date(), AttributeKind.OneOf(_) ->
                            RowKind.TEXT;
                };
        if (wanted != expression.kind()) {
            fields.problem(
                    name,
                    "'%s' is %s, but the catalogue wants %s"
                            .formatted(
                                    name,
                                    expression.kind().words(),
                                    kind == null ? "" : kind.words()),
                    switch (wanted) {
                        case NUMBER -> "Read a text with number(…).";
                        case TRUTH -> "Compare it, for example with == 'yes'.";
                        default -> "Write a number out with text(…).";
                    });
        }
        return wanted == expression.kind();
    }

    private Map<String, AttributeKind> known(EventType type) {
        Map<String, AttributeKind> known = new LinkedHashMap<>();
        if (type.equals(EventCatalogue.ACCOUNT_UPDATED)) {
            catalogue.traits().forEach(spec -> known.put(spec.trait(), spec.is()));
        }
        catalogue
                .find(type)
                .ifPresent(spec ->
                        spec.attributes().forEach((name, its) -> known.put(name, its.is())));
        return known;
    }

    private void requireAll(Fields event, EventType type) {
        EventSpec spec = catalogue.find(type).orElse(null);
        if (spec == null) {
            return;
        }
        if (spec.value() != null && spec.value().required() && !event.isMeant("value")) {
            report.add(
                    event.place(),
                    "the event has no 'value', and %s says nothing without it".formatted(type),
                    "Add it: the %s.".formatted(spec.value().unit()));
        }
        Fields fields = event.named("attributes", "attributes", name -> name + ": plan_tier");
        spec.attributes()
                .forEach((name, its) -> {
                    if (its.required() && (fields == null || !fields.has(name))) {
                        report.add(
                                event.place(),
                                "the event has no attribute '%s', and %s says nothing without it"
                                        .formatted(name, type),
                                "Add it: %s.".formatted(its.means()));
                    }
                });
    }
}
