package io.keepwell.ingest.domain.webhook;

import io.keepwell.policy.webhook.BodyShape;
import java.util.List;

/**
 * One item of a body, as texts.
 *
 * @param cells what stands at each field, in the order of {@link BodyShape#itemFields()} and then
 *     {@link BodyShape#bodyFields()}: numbers exactly as they were written, "true" and "false", and
 *     "" where nothing, null, an object, an array, or an element with elements in it stands. A text
 *     is as it was sent, control characters and halves of surrogate pairs included
 * @param from where the item begins in the body, in bytes from 0
 * @param to where it ends in the body, exclusive
 */
public record BodyItem(List<String> cells, int from, int to) {

    /** Copies the cells, and checks that the item does not end before it begins. */
    public BodyItem {
        cells = List.copyOf(cells);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "an item must begin at 0 or later and not end before, was %d to %d"
                            .formatted(from, to));
        }
    }
}
