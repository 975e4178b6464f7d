package io.keepwell.ingest.adapter.fields;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.ingest.domain.webhook.BodyItemsDraft;
import io.keepwell.ingest.domain.webhook.FieldNode;
import io.keepwell.ingest.domain.webhook.FieldTree;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Takes fields out of bodies that are XML. Namespaces do not matter, only local names do. When an
 * element that is no item stands twice, the last one counts, with all that it holds and nothing of
 * what the first one held.
 */
final class XmlFields {

    private final Limits limits;
    private final XmlInput xml;

    XmlFields(Limits limits) {
        this.limits = limits;
        this.xml = new XmlInput(limits);
    }

    /**
     * Takes fields out of a body.
     *
     * @return what it holds; items that are elements stand exactly from their start tag to their
     *     end tag, and an item that is the body itself is all of it
     */
    BodyFields read(FieldTree tree, Body body) {
        return switch (XmlDecoder.decode(body.bytes())) {
            case XmlText.Refused(String detail) -> new BodyFields.Unreadable(detail);
            case XmlText.Decoded decoded ->
                    decoded.text().isBlank()
                            ? new BodyFields.Empty()
                            : read(tree, decoded, body.length());
        };
    }

    private BodyFields read(FieldTree tree, XmlText.Decoded decoded, int length) {
        var draft = new BodyItemsDraft(tree, limits.batchEvents());
        boolean isOne = tree.wholeIsItem() || tree.body().isEach();
        if (isOne) {
            draft.single();
            draft.beginItem();
        }
        try {
            XMLStreamReader reader = xml.open(decoded.text());
            var walk =
                    new XmlWalk(
                            reader,
                            tree,
                            isOne ? tree.item() : FieldNode.NOTHING,
                            draft,
                            new XmlTags(decoded));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> walk.start();
                    case XMLStreamConstants.END_ELEMENT -> walk.end();
                    case XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE ->
                            walk.text();
                    case XMLStreamConstants.DTD -> {
                        return new BodyFields.Unreadable(
                                "XML must have no DOCTYPE, had one%s: leave it out"
                                        .formatted(XmlInput.place(reader.getLocation())));
                    }
                    default -> {
                        // Comments and the like say nothing.
                    }
                }
            }
        } catch (XMLStreamException e) {
            return new BodyFields.Unreadable(XmlInput.whatBroke(e));
        }
        if (isOne) {
            draft.endItem(0, length);
        }
        return draft.end();
    }
}
