package io.keepwell.ingest.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keepwell.ingest.domain.event.LooseAttributes;
import io.keepwell.model.event.Attributes;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads an object of somebody else's making into attributes: what stands inside of something gets a
 * dotted name, and arrays are left out, because attributes are flat.
 */
final class LooseJson {

    private LooseJson() {}

    /**
     * Reads the fields of an object.
     *
     * @param json stands on the opening brace, and afterwards on the closing one
     * @param prefix what their names begin with
     */
    static void readObject(JsonParser json, String prefix, LooseAttributes attributes)
            throws IOException {
        String name = json.nextFieldName();
        while (name != null) {
            JsonToken token = json.nextToken();
            if (prefix.length() + name.length() > Attributes.NAME_LENGTH_MAX) {
                json.skipChildren();
            } else if (token == JsonToken.START_OBJECT || attributes.takes(prefix + name)) {
                readValue(json, prefix + name, attributes);
            } else {
                json.skipChildren();
            }
            name = json.nextFieldName();
        }
    }

    /**
     * Reads a value.
     *
     * @param json stands on its first token, and afterwards on its last
     * @param name what to call it
     */
    static void readValue(JsonParser json, String name, LooseAttributes attributes)
            throws IOException {
        switch (json.currentToken()) {
            case VALUE_STRING -> attributes.text(name, json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    number(json).ifPresent(number -> attributes.number(name, number));
            case VALUE_TRUE -> attributes.flag(name, true);
            case VALUE_FALSE -> attributes.flag(name, false);
            case VALUE_NULL -> attributes.nothing(name);
            case START_OBJECT -> readObject(json, name + ".", attributes);
            case START_ARRAY -> json.skipChildren();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no value: " + json.currentToken());
        }
    }

    /**
     * Reads an id or a name, which some senders write as a number.
     *
     * @return the text, or empty when there is something else, or a number that is none
     */
    static Optional<String> text(JsonParser json) throws IOException {
        boolean isText = json.currentToken() == JsonToken.VALUE_STRING;
        return isText || (json.currentToken().isNumeric() && !json.isNaN())
                ? Optional.of(json.getText())
                : Optional.empty();
    }

    /** Whether nothing is said: null, or a number that is none. */
    static boolean isNothing(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL
                || (json.currentToken().isNumeric() && json.isNaN());
    }

    /** The number, or empty when it is longer, or its exponent larger, than can be computed. */
    static Optional<BigDecimal> number(JsonParser json) throws IOException {
        return Optional.ofNullable(EventParser.number(json));
    }
}
