package io.keepwell.ingest.domain.webhook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the items of one body while it is walked. What is asked of the body may stand behind the
 * items, so it is put into them at the end. Not for several threads.
 */
public final class BodyItemsDraft {

    private final FieldTree tree;
    private final int itemsMax;
    private final String[] bodyTexts;
    private final String[] itemTexts;
    private final List<Found> items = new ArrayList<>();
    private boolean single;
    private boolean tooMany;
    private @Nullable String objection;

    /**
     * Begins a body.
     *
     * @param tree what is asked for
     * @param itemsMax the most items to gather
     */
    public BodyItemsDraft(FieldTree tree, int itemsMax) {
        this.tree = tree;
        this.itemsMax = itemsMax;
        this.bodyTexts = new String[tree.body().end()];
        this.itemTexts = new String[tree.item().end()];
        Arrays.fill(bodyTexts, "");
    }

    /** Forgets all items: the name they stand under, stands there again. */
    public void forgetItems() {
        items.clear();
        single = false;
        tooMany = false;
        objection = null;
    }

    /**
     * Forgets what was found at a place and inside of it: something new stands there.
     *
     * @param ofBody the place in the body
     * @param ofItem the place in the item
     */
    public void forget(FieldNode ofBody, FieldNode ofItem) {
        ofBody.forget(bodyTexts);
        ofItem.forget(itemTexts);
    }

    /**
     * Remembers what stands at a place, where it is asked for.
     *
     * @param ofBody the place in the body
     * @param ofItem the place in the item
     * @param text what stands there
     */
    public void remember(FieldNode ofBody, FieldNode ofItem, String text) {
        ofBody.remember(bodyTexts, text);
        ofItem.remember(itemTexts, text);
    }

    /**
     * Begins an item.
     *
     * @return whether it is to be read; false when there are too many
     */
    public boolean beginItem() {
        tooMany = tooMany || items.size() == itemsMax;
        Arrays.fill(itemTexts, "");
        return !tooMany;
    }

    /**
     * Ends the item that was begun last.
     *
     * @param from where it begins in the body, in bytes from 0
     * @param to where it ends in the body, exclusive
     */
    public void endItem(int from, int to) {
        items.add(new Found(texts(itemTexts, tree.itemCells()), from, to));
    }

    /** Says that the one item stands by itself. */
    public void single() {
        single = true;
    }

    /**
     * Says that what stands where the items should stand can hold none.
     *
     * @param detail what is wrong, and the cure
     */
    public void object(String detail) {
        objection = detail;
    }

    /**
     * Ends the body.
     *
     * @return what it holds
     */
    public BodyFields end() {
        if (objection != null) {
            return new BodyFields.Unreadable(objection);
        }
        if (tooMany) {
            return new BodyFields.TooMany();
        }
        List<String> ofBody = texts(bodyTexts, tree.bodyCells());
        return new BodyFields.Items(items.stream().map(item -> item.with(ofBody)).toList(), single);
    }

    private static List<String> texts(String[] texts, int[] numbers) {
        return Arrays.stream(numbers).mapToObj(number -> texts[number]).toList();
    }

    /** An item to which the texts of the body are still to come. */
    private record Found(List<String> texts, int from, int to) {

        BodyItem with(List<String> ofBody) {
            var cells = new ArrayList<String>(texts.size() + ofBody.size());
            cells.addAll(texts);
            cells.addAll(ofBody);
            return new BodyItem(cells, from, to);
        }
    }
}
