package io.keepwell.ingest.adapter.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Opens bodies that are JSON, within the limits, and says what is wrong with the others. */
final class JsonInput {

    /** A number of more digits than this is no measurement. */
    private static final int NUMBER_LENGTH_MAX = 100;

    /** Names are remembered by the reader; long ones would fill its memory. */
    private static final int NAME_LENGTH_MAX = 500;

    /** As deep as RudderStack lets them nest. */
    private static final int LENIENT_NESTING_MAX = 200;

    /** Some write addresses as names. */
    private static final int LENIENT_NAME_LENGTH_MAX = 1_000;

    private static final int LENIENT_NUMBER_LENGTH_MAX = 1_000;

    private static final int DETAIL_LENGTH_MAX = 200;

    /** What a programmer could set in the reader is of no use for a sender. */
    private static final Pattern SETTING =
            Pattern.compile(
                    ",? from `[^`]*`|: enable `[^`]*` to allow|(?s) \\(consider enabling `.*");

    /** Where something begins whose end is missing, or another's. */
    private static final Pattern BEGINNING =
            Pattern.compile(
                    "(?:start marker|starting) at \\[Source: .*?; line: (\\d+), column: (\\d+)]");

    private final JsonFactory json;

    JsonInput(Limits limits) {
        this(
                new JsonFactoryBuilder(),
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxStringLength(limits.bodyBytes())
                        .maxNumberLength(NUMBER_LENGTH_MAX)
                        .maxNameLength(NAME_LENGTH_MAX)
                        .build());
    }

    private JsonInput(JsonFactoryBuilder builder, StreamReadConstraints constraints) {
        this.json =
                builder.disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .streamReadConstraints(constraints)
                        .build();
    }

    /**
     * For senders that cannot be changed, and must not lose a batch by one odd property: deep
     * nesting, long names and numbers are read, to be left out; NaN and Infinity are, too.
     */
    static JsonInput lenient(Limits limits) {
        return new JsonInput(
                new JsonFactoryBuilder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS),
                StreamReadConstraints.builder()
                        .maxNestingDepth(Math.max(limits.nesting(), LENIENT_NESTING_MAX))
                        .maxStringLength(limits.bodyBytes())
                        .maxNumberLength(LENIENT_NUMBER_LENGTH_MAX)
                        .maxNameLength(LENIENT_NAME_LENGTH_MAX)
                        .build());
    }

    /** Reads the one JSON value of a body. */
    @FunctionalInterface
    interface Reading {

        /**
         * Reads it.
         *
         * @param parser stands on the value's first token, and afterwards on its last
         */
        Content read(JsonParser parser) throws IOException;
    }

    /** Reads a body that is one JSON value and nothing else. */
    Content read(Body body, Reading reading) {
        byte[] bytes = body.bytes();
        if (isBlank(bytes, 0, bytes.length)) {
            return new Content.Empty();
        }
        Optional<String> objection = Utf8.objection(bytes, 0, bytes.length);
        if (objection.isPresent()) {
            return new Content.Unreadable(objection.get());
        }
        try (JsonParser parser = json.createParser(bytes)) {
            parser.nextToken();
            Content content = reading.read(parser);
            return content instanceof Content.Events && parser.nextToken() != null
                    ? new Content.Unreadable(
                            "something follows the end of the JSON; send several as an array")
                    : content;
        } catch (JacksonException e) {
            return new Content.Unreadable(whatBroke(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Opens a part of a body. */
    JsonParser open(byte[] bytes, int from, int to) throws IOException {
        return json.createParser(bytes, from, to - from);
    }

    /** Writes JSON. */
    JsonGenerator write(OutputStream out) throws IOException {
        return json.createGenerator(out);
    }

    /** Where the token that a parser stands on began, in bytes from where the parser began. */
    static int begin(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Where the token that a parser stands on ends, exclusive. */
    static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    /** What is wrong with a body, in words for its sender. */
    static String whatBroke(JacksonException e) {
        String words =
                BEGINNING
                        .matcher(SETTING.matcher(e.getOriginalMessage()).replaceAll(""))
                        .replaceAll("begun at line $1, column $2");
        String reason = Printable.of(words, DETAIL_LENGTH_MAX);
        return e.getLocation() == null
                ? "not JSON: " + reason
                : "not JSON at line %d, column %d: %s"
                        .formatted(
                                e.getLocation().getLineNr(), e.getLocation().getColumnNr(), reason);
    }

    /** Whether there is nothing but JSON's white space. */
    static boolean isBlank(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\r' && bytes[at] != '\n') {
                return false;
            }
        }
        return true;
    }
}
