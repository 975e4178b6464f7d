package io.keepwell.ingest.adapter.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.EventDraft;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.event.RejectionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a body apart. What it gives back is judged item by item; an array that breaks in the middle
 * is given back as a whole, because nobody knows where its next item begins.
 */
public final class SubmissionReader {

    private final Limits limits;
    private final JsonInput json;

    /**
     * Prepares a reader.
     *
     * @param limits what is too much
     */
    public SubmissionReader(Limits limits) {
        this.limits = limits;
        this.json = new JsonInput(limits);
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
        return switch (format) {
            case JSON -> json.read(body, parser -> readWhole(parser, receivedAt));
            case NDJSON -> readLines(body.bytes(), receivedAt);
        };
    }

    private Content readWhole(JsonParser parser, Instant receivedAt) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return new Content.Events(List.of(readItem(parser, receivedAt)), true);
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return new Content.Unreadable(
                    "the body must be an event, which is an object, or an array of events");
        }
        var items = new ArrayList<Item>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == limits.batchEvents()) {
                return new Content.TooMany();
            }
            items.add(readItem(parser, receivedAt));
        }
        return new Content.Events(items, false);
    }

    private Content readLines(byte[] bytes, Instant receivedAt) {
        boolean clean = Utf8.objection(bytes, 0, bytes.length).isEmpty();
        var items = new ArrayList<Item>();
        int from = 0;
        while (from < bytes.length) {
            int to = lineEnd(bytes, from);
            if (!JsonInput.isBlank(bytes, from, to)) {
                if (items.size() == limits.batchEvents()) {
                    return new Content.TooMany();
                }
                items.add(new Item(readLine(bytes, from, to, clean, receivedAt), from, to));
            }
            from = to + 1;
        }
        return items.isEmpty() ? new Content.Empty() : new Content.Events(items, false);
    }

    private Verdict readLine(byte[] bytes, int from, int to, boolean clean, Instant receivedAt) {
        if (to - from > limits.eventBytes()) {
            return Verdict.Flawed.of(EventDraft.tooLongFlaw(to - from, limits.eventBytes()));
        }
        Optional<String> objection =
                clean && !Utf8.isMarked(bytes, from, to)
                        ? Optional.empty()
                        : Utf8.objection(bytes, from, to);
        if (objection.isPresent()) {
            return malformed(objection.get());
        }
        try (JsonParser parser = json.open(bytes, from, to)) {
            parser.nextToken();
            Verdict verdict = readItem(parser, receivedAt).verdict();
            return parser.nextToken() == null
                    ? verdict
                    : malformed("a line must hold one event and nothing else");
        } catch (JacksonException e) {
            return malformed(JsonInput.whatBroke(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Reads what the parser stands on; the item's place counts from where the parser began. */
    private Item readItem(JsonParser parser, Instant receivedAt) throws IOException {
        int from = JsonInput.begin(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            parser.finishToken();
            return new Item(
                    malformed("an event must be a JSON object"), from, JsonInput.end(parser));
        }
        var draft = new EventDraft(receivedAt);
        EventParser.read(parser, draft);
        int to = JsonInput.end(parser);
        if (to - from > limits.eventBytes()) {
            draft.tooLong(to - from, limits.eventBytes());
        }
        return new Item(draft.verdict(), from, to);
    }

    private static Verdict malformed(String detail) {
        return Verdict.Flawed.of(new Flaw(RejectionCode.MALFORMED, Flaw.WHOLE, detail));
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
