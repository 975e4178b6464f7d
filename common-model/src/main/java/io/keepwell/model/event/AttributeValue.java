package io.keepwell.model.event;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.keepwell.model.Require;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of an event: a text, a number or a flag; or nothing, which in {@code
 * account.updated} removes the trait. Never an object or a list: attributes are flat.
 */
@JsonDeserialize(using = AttributeValue.Reader.class)
public sealed interface AttributeValue {

    /** The longest text, in characters. */
    int TEXT_LENGTH_MAX = 1_000;

    /**
     * What stands in the JSON.
     *
     * @return the bare value
     */
    @JsonValue
    @Nullable Object json();

    /**
     * A text.
     *
     * @param value at most 1,000 characters, no control characters but tab and line feed
     */
    record Text(String value) implements AttributeValue {
        /** Rejects what is too long or cannot be kept. */
        public Text {
            Require.text("attribute", value, TEXT_LENGTH_MAX);
        }

        @Override
        public Object json() {
            return value;
        }
    }

    /**
     * A number.
     *
     * @param value at most 10^12 either way, kept to six decimal places
     */
    record Numeric(BigDecimal value) implements AttributeValue {
        /** Brings the number to its one spelling. */
        public Numeric {
            value = Require.decimal("attribute", value);
        }

        @Override
        public Object json() {
            return value;
        }
    }

    /**
     * A flag.
     *
     * @param value whether it holds
     */
    record Flag(boolean value) implements AttributeValue {
        @Override
        public Object json() {
            return value;
        }
    }

    /** Nothing: JSON's null. */
    record Nothing() implements AttributeValue {
        @Override
        public @Nullable Object json() {
            return null;
        }
    }

    /** Tells the kinds apart by JSON's own types. */
    final class Reader extends StdDeserializer<AttributeValue> {

        /** For Jackson. */
        public Reader() {
            super(AttributeValue.class);
        }

        @Override
        public AttributeValue deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            return switch (json.currentToken()) {
                case VALUE_STRING -> new Text(json.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeric(json.getDecimalValue());
                case VALUE_TRUE, VALUE_FALSE -> new Flag(json.getBooleanValue());
                default ->
                        context.reportInputMismatch(
                                this, "an attribute must be a text, a number, true, false or null");
            };
        }

        @Override
        public AttributeValue getNullValue(DeserializationContext context) {
            return new Nothing();
        }
    }
}
