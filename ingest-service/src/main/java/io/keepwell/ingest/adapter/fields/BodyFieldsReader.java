package io.keepwell.ingest.adapter.fields;

import io.keepwell.ingest.adapter.json.JsonFields;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.ingest.domain.webhook.FieldTree;
import io.keepwell.policy.webhook.BodyShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes declared fields out of the bodies of webhooks. For any number of threads. */
public final class BodyFieldsReader {

    /** Settings hold far fewer; who tries shapes out must not fill the memory. */
    private static final int TREES_MAX = 1_000;

    private final JsonFields json;
    private final XmlFields xml;
    private final Map<BodyShape, FieldTree> trees = new ConcurrentHashMap<>();

    /**
     * Prepares a reader.
     *
     * @param limits what is too much: {@code batchEvents} bounds the items of a body, and {@code
     *     nesting} how deep they nest, though 200 is always read, as from any sender that cannot be
     *     changed
     */
    public BodyFieldsReader(Limits limits) {
        this.json = new JsonFields(limits);
        this.xml = new XmlFields(limits);
    }

    /**
     * Takes fields out of a body.
     *
     * @param shape where they stand; equal shapes are prepared once
     * @param body the body
     * @return what it holds
     */
    public BodyFields read(BodyShape shape, Body body) {
        FieldTree tree = tree(shape);
        return switch (shape.format()) {
            case JSON -> json.read(tree, body);
            case XML -> xml.read(tree, body);
        };
    }

    private FieldTree tree(BodyShape shape) {
        if (trees.size() >= TREES_MAX) {
            trees.clear();
        }
        return trees.computeIfAbsent(shape, FieldTree::of);
    }
}
