package io.keepwell.standalone.backfill;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.policy.expression.Row;
import io.keepwell.policy.expression.RowAnswer;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.mapping.MappedEvent;
import io.keepwell.policy.mapping.MappedFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the events of rows. A row makes all of its events, or none where one cannot be made. */
final class RowEvents {

    private static final int REASON_MAX = 300;

    private final String mapping;
    private final EventCatalogue catalogue;

    RowEvents(String mapping, EventCatalogue catalogue) {
        this.mapping = mapping;
        this.catalogue = catalogue;
    }

    /** What came of a row. */
    sealed interface Made {

        /**
         * Events, perhaps none.
         *
         * @param events in the mapping's order
         */
        record Events(List<SubmittedEventV1> events) implements Made {
            /** Copies the list. */
            public Events {
                events = List.copyOf(events);
            }
        }

        /**
         * Nothing.
         *
         * @param reason why not
         */
        record Flawed(String reason) implements Made {}
    }

    /** An event cannot be made of a row. Thrown and caught within it. */
    private static final class FlawException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FlawException(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * Makes the events of a row.
     *
     * @param latest no event may have happened later
     */
    Made of(MappedFile file, Row row, Instant latest) {
        var events = new ArrayList<SubmittedEventV1>();
        for (MappedEvent event : file.events()) {
            try {
                if (isMade(event, row)) {
                    events.add(event(file, event, row, latest));
                }
            } catch (FlawException e) {
                return new Made.Flawed("%s: %s".formatted(event.name(), cut("" + e.getMessage())));
            }
        }
        return new Made.Events(events);
    }

    private static boolean isMade(MappedEvent event, Row row) {
        return event.when() == null
                || (value(event.when(), "when", row) instanceof RowAnswer.Truth(boolean holds)
                        && holds);
    }

    private SubmittedEventV1 event(MappedFile file, MappedEvent event, Row row, Instant latest) {
        String rowId = requiredText(event.id(), "rowId", row);
        String account = requiredText(Objects.requireNonNull(event.account()), "account", row);
        Instant occurredAt = time(event, row);
        if (occurredAt.isAfter(latest)) {
            throw new FlawException("occurredAt %s lies in the future".formatted(occurredAt));
        }
        try {
            var made =
                    new SubmittedEventV1(
                            id(file, event, rowId),
                            new AccountId(account),
                            event.type(),
                            occurredAt,
                            event.actor() == null ? null : text(event.actor(), "actor", row),
                            event.value() == null ? null : number(event.value(), row),
                            attributes(event, row));
            refuseObjections(made);
            return made;
        } catch (IllegalArgumentException e) {
            // What no event can hold: an id that is too long, a control character.
            throw new FlawException("" + e.getMessage());
        }
    }

    private void refuseObjections(SubmittedEventV1 event) {
        Attributes attributes = event.attributes();
        List<EventSpec.Objection> objections =
                catalogue.objections(
                        event.type(),
                        event.value(),
                        attributes == null ? Attributes.NONE : attributes);
        if (!objections.isEmpty()) {
            throw new FlawException(objections.getFirst().detail());
        }
    }

    /** The same for the same row in every run, so that what is sent again counts once. */
    private String id(MappedFile file, MappedEvent event, String rowId) {
        String id = "%s/%s/%s/%s".formatted(mapping, file.id(), event.name(), rowId);
        return id.length() <= Require.ID_LENGTH_MAX
                ? id
                : "%s/%s".formatted(mapping, RowHashes.ofText(id));
    }

    private static Instant time(MappedEvent event, Row row) {
        if (value(event.occurredAt(), "occurredAt", row) instanceof RowAnswer.Time(Instant time)) {
            return time;
        }
        throw noData(event.occurredAt(), "occurredAt");
    }

    private static @Nullable BigDecimal number(RowExpression expression, Row row) {
        return value(expression, "value", row) instanceof RowAnswer.Numeric(double number)
                ? BigDecimal.valueOf(number)
                : null;
    }

    private static Attributes attributes(MappedEvent event, Row row) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        event.attributes()
                .forEach((name, expression) -> {
                    switch (value(expression, name, row)) {
                        case RowAnswer.Text(String text) ->
                                attributes.put(name, new AttributeValue.Text(text));
                        case RowAnswer.Numeric(double number) ->
                                attributes.put(
                                        name,
                                        new AttributeValue.Numeric(BigDecimal.valueOf(number)));
                        case RowAnswer.Truth(boolean truth) ->
                                attributes.put(name, new AttributeValue.Flag(truth));
                        case RowAnswer.NoData() -> {}
                        case RowAnswer.Time _, RowAnswer.Failed _ ->
                                throw new IllegalStateException("checked before: " + expression);
                    }
                });
        return new Attributes(attributes);
    }

    private static String requiredText(RowExpression expression, String field, Row row) {
        String text = text(expression, field, row);
        if (text == null) {
            throw noData(expression, field);
        }
        return text;
    }

    private static @Nullable String text(RowExpression expression, String field, Row row) {
        return value(expression, field, row) instanceof RowAnswer.Text(String text)
                ? text.strip()
                : null;
    }

    private static RowAnswer value(RowExpression expression, String field, Row row) {
        RowAnswer answer = expression.evaluate(row);
        if (answer instanceof RowAnswer.Failed(String reason)) {
            throw new FlawException("%s: %s".formatted(field, reason));
        }
        return answer;
    }

    private static FlawException noData(RowExpression expression, String field) {
        return new FlawException(
                "%s comes to nothing: %s".formatted(field, expression.source().strip()));
    }

    private static String cut(String reason) {
        return reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX) + "…";
    }
}
