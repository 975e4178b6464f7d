package io.keepwell.ingest.domain.webhook;

import io.keepwell.policy.webhook.BodyShape;
import io.keepwell.policy.webhook.FieldPath;
import java.util.List;

/**
 * The paths of a shape as trees, so that a body is walked once and what nobody asks for is skipped.
 * Immutable, and made once a shape.
 */
public final class FieldTree {

    private final FieldNode body;
    private final FieldNode item;
    private final boolean wholeIsItem;
    private final int[] itemCells;
    private final int[] bodyCells;

    private FieldTree(BodyShape shape) {
        this.body = FieldNode.of(shape.bodyFields(), shape.each());
        this.item = FieldNode.of(shape.itemFields(), null);
        this.wholeIsItem = shape.each() == null;
        this.itemCells = cells(item, shape.itemFields());
        this.bodyCells = cells(body, shape.bodyFields());
    }

    /**
     * Makes the trees.
     *
     * @param shape whose paths
     * @return its trees
     */
    public static FieldTree of(BodyShape shape) {
        return new FieldTree(shape);
    }

    /**
     * What is asked of the body.
     *
     * @return the place of the body itself
     */
    public FieldNode body() {
        return body;
    }

    /**
     * What is asked of every item.
     *
     * @return the place of the item itself
     */
    public FieldNode item() {
        return item;
    }

    /**
     * Whether the body itself is the one item, whatever it is.
     *
     * @return false when {@link BodyShape#each()} says what the items are
     */
    public boolean wholeIsItem() {
        return wholeIsItem;
    }

    /** The numbers of the item's fields, in their order. */
    int[] itemCells() {
        return itemCells;
    }

    /** The numbers of the body's fields, in their order. */
    int[] bodyCells() {
        return bodyCells;
    }

    private static int[] cells(FieldNode root, List<FieldPath> fields) {
        return fields.stream().mapToInt(field -> find(root, field).number()).toArray();
    }

    private static FieldNode find(FieldNode root, FieldPath field) {
        FieldNode node = root;
        for (String name : field.names()) {
            node = node.member(name);
        }
        return node;
    }
}
