package io.keepwell.ingest.adapter.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.ingest.domain.webhook.BodyItemsDraft;
import io.keepwell.ingest.domain.webhook.FieldNode;
import io.keepwell.ingest.domain.webhook.FieldTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Takes fields out of bodies that are JSON. When a name stands twice in an object, the last one
 * counts, with all that it holds and nothing of what the first one held.
 */
public final class JsonFields {

    private final Limits limits;
    private final JsonInput json;

    /**
     * Prepares a reader.
     *
     * @param limits what is too much; nesting, names and numbers are read as from any sender that
     *     cannot be changed
     */
    public JsonFields(Limits limits) {
        this.limits = limits;
        this.json = JsonInput.lenient(limits);
    }

    /**
     * Takes fields out of a body.
     *
     * @param tree which ones
     * @param body one JSON value in UTF-8
     * @return what it holds; where items stand is exact, without the white space and the commas
     *     around them
     */
    public BodyFields read(FieldTree tree, Body body) {
        byte[] bytes = body.bytes();
        if (JsonInput.isBlank(bytes, 0, bytes.length)) {
            return new BodyFields.Empty();
        }
        Optional<String> objection = Utf8.objection(bytes, 0, bytes.length);
        if (objection.isPresent()) {
            return new BodyFields.Unreadable(objection.get());
        }
        try (JsonParser parser = json.open(bytes, 0, bytes.length)) {
            parser.nextToken();
            var draft = new BodyItemsDraft(tree, limits.batchEvents());
            new Walk(parser, tree, draft).readBody();
            return parser.nextToken() == null
                    ? draft.end()
                    : new BodyFields.Unreadable(
                            "something follows the end of the JSON at " + place(parser));
        } catch (JacksonException e) {
            return new BodyFields.Unreadable(JsonInput.whatBroke(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static String place(JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    /**
     * One walk through one body. Every method finds the parser on the first token of a value, and
     * leaves it on the last.
     */
    private record Walk(JsonParser parser, FieldTree tree, BodyItemsDraft draft) {

        void readBody() throws IOException {
            if (tree.wholeIsItem()) {
                draft.single();
                readItem(tree.body());
            } else {
                readValue(tree.body(), FieldNode.NOTHING);
            }
        }

        private void readValue(FieldNode ofBody, FieldNode ofItem) throws IOException {
            if (ofBody.holdsItems()) {
                draft.forgetItems();
            }
            draft.forget(ofBody, ofItem);
            if (ofBody.isEach()) {
                readItems(ofBody);
            } else {
                readContent(ofBody, ofItem);
            }
        }

        private void readContent(FieldNode ofBody, FieldNode ofItem) throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readMembers(ofBody, ofItem);
            } else if (parser.currentToken() != JsonToken.START_ARRAY) {
                readText(ofBody, ofItem);
            } else if (ofBody.hasElements() || ofItem.hasElements()) {
                readElements(ofBody, ofItem);
            } else {
                parser.skipChildren();
            }
        }

        private void readText(FieldNode ofBody, FieldNode ofItem) throws IOException {
            if (ofBody.isAsked() || ofItem.isAsked()) {
                draft.remember(ofBody, ofItem, LooseJson.isNothing(parser) ? "" : parser.getText());
            }
        }

        private void readMembers(FieldNode ofBody, FieldNode ofItem) throws IOException {
            String name = parser.nextFieldName();
            while (name != null) {
                parser.nextToken();
                readOrSkip(ofBody.member(name), ofItem.member(name));
                name = parser.nextFieldName();
            }
        }

        private void readElements(FieldNode ofBody, FieldNode ofItem) throws IOException {
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readOrSkip(ofBody.element(index), ofItem.element(index));
                index++;
            }
        }

        private void readOrSkip(FieldNode ofBody, FieldNode ofItem) throws IOException {
            if (ofBody.isNothing() && ofItem.isNothing()) {
                parser.skipChildren();
            } else {
                readValue(ofBody, ofItem);
            }
        }

        private void readItems(FieldNode ofBody) throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                draft.single();
                readItem(ofBody);
            } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                int index = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    readItem(ofBody.element(index));
                    index++;
                }
            } else if (!LooseJson.isNothing(parser)) {
                draft.object(
                        "at %s an array of items must stand, or an object, which is the one item; there was %s"
                                .formatted(place(parser), EventParser.kindOf(parser)));
            }
        }

        /** Reads an item; of those that are too many, only what the body is asked for. */
        private void readItem(FieldNode ofBody) throws IOException {
            boolean isRead = draft.beginItem();
            int from = JsonInput.begin(parser);
            readContent(ofBody, isRead ? tree.item() : FieldNode.NOTHING);
            parser.finishToken();
            if (isRead) {
                draft.endItem(from, JsonInput.end(parser));
            }
        }
    }
}
