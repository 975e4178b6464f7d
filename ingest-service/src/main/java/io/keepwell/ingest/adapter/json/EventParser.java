package io.keepwell.ingest.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.keepwell.ingest.domain.event.AttributesDraft;
import io.keepwell.ingest.domain.event.EventDraft;
import io.keepwell.ingest.domain.event.EventField;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one event from the stream of tokens, without a tree in between. */
final class EventParser {

    private static final String NOT_A_NUMBER = "the number has too many digits to be kept";

    private EventParser() {}

    /**
     * Reads an event.
     *
     * @param json stands on the event's opening brace, and afterwards on the closing one
     * @throws IOException when the JSON is broken, so that nothing after it can be read either
     */
    static void read(JsonParser json, EventDraft draft) throws IOException {
        String name = json.nextFieldName();
        while (name != null) {
            JsonToken token = json.nextToken();
            Optional<EventField> field = EventField.named(name);
            if (field.isPresent() && draft.begin(field.get())) {
                readField(json, token, field.get(), draft);
            } else {
                json.skipChildren();
            }
            name = json.nextFieldName();
        }
    }

    private static void readField(
            JsonParser json, JsonToken token, EventField field, EventDraft draft)
            throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        switch (field) {
            case ID, ACCOUNT_ID, TYPE, OCCURRED_AT, ACTOR_ID -> {
                if (token == JsonToken.VALUE_STRING) {
                    draft.text(field, json.getText());
                } else {
                    refuse(json, field, "a text", draft);
                }
            }
            case VALUE -> {
                if (token.isNumeric()) {
                    BigDecimal number = number(json);
                    if (number == null) {
                        draft.refuse(field, NOT_A_NUMBER);
                    } else {
                        draft.value(number);
                    }
                } else {
                    refuse(json, field, "a number", draft);
                }
            }
            case ATTRIBUTES -> {
                if (token == JsonToken.START_OBJECT) {
                    readAttributes(json, draft.attributes());
                } else {
                    refuse(json, field, "an object", draft);
                }
            }
        }
    }

    private static void readAttributes(JsonParser json, AttributesDraft draft) throws IOException {
        String name = json.nextFieldName();
        while (name != null) {
            JsonToken token = json.nextToken();
            if (draft.begin(name)) {
                readAttribute(json, token, name, draft);
            } else {
                json.skipChildren();
            }
            name = json.nextFieldName();
        }
    }

    private static void readAttribute(
            JsonParser json, JsonToken token, String name, AttributesDraft draft)
            throws IOException {
        switch (token) {
            case VALUE_STRING -> draft.text(name, json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                BigDecimal number = number(json);
                if (number == null) {
                    draft.refuse(name, NOT_A_NUMBER);
                } else {
                    draft.number(name, number);
                }
            }
            case VALUE_TRUE -> draft.flag(name, true);
            case VALUE_FALSE -> draft.flag(name, false);
            case VALUE_NULL -> draft.nothing(name);
            case START_OBJECT, START_ARRAY -> {
                json.skipChildren();
                draft.refuse(
                        name,
                        "an attribute must be a text, a number, true, false or null;"
                                + " attributes are flat");
            }
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no value of an attribute: " + token);
        }
    }

    private static void refuse(JsonParser json, EventField field, String kind, EventDraft draft)
            throws IOException {
        draft.refuse(
                field, "%s must be %s, was %s".formatted(field.wireName(), kind, kindOf(json)));
        json.skipChildren();
    }

    static String kindOf(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            case VALUE_NULL,
                    NOT_AVAILABLE,
                    END_OBJECT,
                    END_ARRAY,
                    FIELD_NAME,
                    VALUE_EMBEDDED_OBJECT ->
                    "something else";
        };
    }

    /** The number, or nothing when it is longer, or its exponent larger, than can be computed. */
    static @Nullable BigDecimal number(JsonParser json) throws IOException {
        try {
            return json.getDecimalValue();
        } catch (StreamConstraintsException | NumberFormatException e) {
            return null;
        }
    }
}
