package io.keepwell.ingest.adapter.fields;

import io.keepwell.ingest.domain.webhook.BodyItemsDraft;
import io.keepwell.ingest.domain.webhook.FieldNode;
import io.keepwell.ingest.domain.webhook.FieldTree;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One walk through one document, which is told of everything that the reader has read. */
final class XmlWalk {

    private static final int NO_ITEM = -1;

    private final XMLStreamReader reader;
    private final FieldTree tree;
    private final BodyItemsDraft draft;
    private final XmlTags tags;

    /** The document, and inside of it the open elements in which something is asked for. */
    private final Deque<Open> open = new ArrayDeque<>();

    /** How many elements are open in which nothing is asked for. */
    private int skipped;

    XmlWalk(
            XMLStreamReader reader,
            FieldTree tree,
            FieldNode ofItem,
            BodyItemsDraft draft,
            XmlTags tags) {
        this.reader = reader;
        this.tree = tree;
        this.draft = draft;
        this.tags = tags;
        open.push(new Open(tree.body(), ofItem, NO_ITEM));
    }

    /** Enters an element. */
    void start() {
        tags.start();
        if (skipped > 0) {
            skipped++;
            return;
        }
        Open around = open.element();
        // A text with elements in it is none.
        around.text = null;
        FieldNode ofBody = around.ofBody.member(reader.getLocalName());
        boolean isItem = ofBody.isEach() && draft.beginItem();
        FieldNode ofItem = isItem ? tree.item() : around.ofItem.member(reader.getLocalName());
        if (ofBody.isNothing() && ofItem.isNothing()) {
            skipped = 1;
            return;
        }
        draft.forget(ofBody, ofItem);
        var element = new Open(ofBody, ofItem, isItem ? tags.tagBeginByte() : NO_ITEM);
        if ((ofBody.isAsked() || ofItem.isAsked()) && !isNil()) {
            element.text = new StringBuilder();
        }
        open.push(element);
        if (ofBody.hasAttributes() || ofItem.hasAttributes()) {
            readAttributes(ofBody, ofItem);
        }
    }

    /** Reads a piece of text; an element's text may come in several. */
    void text() {
        StringBuilder text = open.element().text;
        if (skipped == 0 && text != null) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
    }

    /** Leaves an element. */
    void end() {
        tags.end();
        if (skipped > 0) {
            skipped--;
            return;
        }
        Open element = open.pop();
        if (element.text != null) {
            draft.remember(element.ofBody, element.ofItem, element.text.toString().strip());
        }
        if (element.from != NO_ITEM) {
            draft.endItem(element.from, tags.tagEndByte());
        }
    }

    private void readAttributes(FieldNode ofBody, FieldNode ofItem) {
        for (int at = 0; at < reader.getAttributeCount(); at++) {
            String name = reader.getAttributeLocalName(at);
            draft.remember(
                    ofBody.attribute(name), ofItem.attribute(name), reader.getAttributeValue(at));
        }
    }

    private boolean isNil() {
        String nil = reader.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
        return "true".equals(nil) || "1".equals(nil);
    }

    /** Something that has begun and not ended. */
    private static final class Open {

        private final FieldNode ofBody;
        private final FieldNode ofItem;

        /** Where the item begins that this is, in bytes, or {@link #NO_ITEM}. */
        private final int from;

        /** What it says so far, where that is asked for. */
        private @Nullable StringBuilder text;

        Open(FieldNode ofBody, FieldNode ofItem, int from) {
            this.ofBody = ofBody;
            this.ofItem = ofItem;
            this.from = from;
        }
    }
}
