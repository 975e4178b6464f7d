package io.keepwell.ingest.adapter.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.EventDraft;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.event.RejectionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Takes a body apart. What it gives back is judged item by item; an array that breaks in the middle
 * is given back as a whole, because nobody knows where its next item begins.
 */
public final class SubmissionReader {

    /** A number of more digits than this is no measurement. */
    private static final int NUMBER_LENGTH_MAX = 100;

    /** Names are remembered by the reader; long ones would fill its memory. */
    private static final int NAME_LENGTH_MAX = 500;

    private static final int DETAIL_LENGTH_MAX = 200;

    private final Limits limits;
    private final JsonFactory json;

    /**
     * Prepares a reader.
     *
     * @param limits what is too much
     */
    public SubmissionReader(Limits limits) {
        this.limits = limits;
        this.json =
                new JsonFactoryBuilder()
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(limits.nesting())
                                        .maxStringLength(limits.bodyBytes())
                                        .maxNumberLength(NUMBER_LENGTH_MAX)
                                        .maxNameLength(NAME_LENGTH_MAX)
                                        .build())
                        .build();
    }

    /**
     * Takes a body apart.
     *
     * @param format how it is written
     * @param body the body
     * @param receivedAt when it came in
     * @return what it holds
     */
    public Content read(Format format, Body body, Instant receivedAt) {
        byte[] bytes = body.bytes();
        try {
            return switch (format) {
                case JSON -> readWhole(bytes, receivedAt);
                case NDJSON -> readLines(bytes, receivedAt);
            };
        } catch (JacksonException e) {
            return new Content.Unreadable(whatBroke(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private Content readWhole(byte[] bytes, Instant receivedAt) throws IOException {
        if (isBlank(bytes, 0, bytes.length)) {
            return new Content.Empty();
        }
        Optional<String> objection = Utf8.objection(bytes, 0, bytes.length);
        if (objection.isPresent()) {
            return new Content.Unreadable(objection.get());
        }
        try (JsonParser parser = json.createParser(bytes)) {
            var items = new ArrayList<Item>();
            JsonToken first = parser.nextToken();
            boolean single = first == JsonToken.START_OBJECT;
            if (single) {
                items.add(readItem(parser, receivedAt));
            } else if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (items.size() == limits.batchEvents()) {
                        return new Content.TooMany();
                    }
                    items.add(readItem(parser, receivedAt));
                }
            } else {
                return new Content.Unreadable(
                        "the body must be an event, which is an object, or an array of events");
            }
            return parser.nextToken() == null
                    ? new Content.Events(items, single)
                    : new Content.Unreadable(
                            "something follows the end of the JSON; send several events as an"
                                    + " array, or one a line as application/x-ndjson");
        }
    }

    private Content readLines(byte[] bytes, Instant receivedAt) throws IOException {
        boolean clean = Utf8.objection(bytes, 0, bytes.length).isEmpty();
        var items = new ArrayList<Item>();
        int from = 0;
        while (from < bytes.length) {
            int to = lineEnd(bytes, from);
            if (!isBlank(bytes, from, to)) {
                if (items.size() == limits.batchEvents()) {
                    return new Content.TooMany();
                }
                items.add(new Item(readLine(bytes, from, to, clean, receivedAt), from, to));
            }
            from = to + 1;
        }
        return items.isEmpty() ? new Content.Empty() : new Content.Events(items, false);
    }

    private Verdict readLine(byte[] bytes, int from, int to, boolean clean, Instant receivedAt)
            throws IOException {
        if (to - from > limits.eventBytes()) {
            return Verdict.Flawed.of(EventDraft.tooLongFlaw(to - from, limits.eventBytes()));
        }
        Optional<String> objection = clean ? Optional.empty() : Utf8.objection(bytes, from, to);
        if (objection.isPresent()) {
            return malformed(objection.get());
        }
        try (JsonParser parser = json.createParser(bytes, from, to - from)) {
            parser.nextToken();
            Verdict verdict = readItem(parser, receivedAt).verdict();
            return parser.nextToken() == null
                    ? verdict
                    : malformed("a line must hold one event and nothing else");
        } catch (JacksonException e) {
            return malformed(whatBroke(e));
        }
    }

    /** Reads what the parser stands on; the item's place counts from where the parser began. */
    private Item readItem(JsonParser parser, Instant receivedAt) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            parser.finishToken();
            return new Item(malformed("an event must be a JSON object"), from, end(parser));
        }
        var draft = new EventDraft(receivedAt);
        EventParser.read(parser, draft);
        int to = end(parser);
        if (to - from > limits.eventBytes()) {
            draft.tooLong(to - from, limits.eventBytes());
        }
        return new Item(draft.verdict(), from, to);
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static Verdict malformed(String detail) {
        return Verdict.Flawed.of(new Flaw(RejectionCode.MALFORMED, Flaw.WHOLE, detail));
    }

    private static String whatBroke(JacksonException e) {
        String reason = Printable.of(e.getOriginalMessage(), DETAIL_LENGTH_MAX);
        return e.getLocation() == null
                ? "not JSON: " + reason
                : "not JSON at line %d, column %d: %s"
                        .formatted(
                                e.getLocation().getLineNr(), e.getLocation().getColumnNr(), reason);
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Whether there is nothing but JSON's white space. */
    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\r' && bytes[at] != '\n') {
                return false;
            }
        }
        return true;
    }
}
