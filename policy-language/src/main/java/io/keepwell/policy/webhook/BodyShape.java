package io.keepwell.policy.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the items and their fields stand in the bodies that a webhook sends.
 *
 * @param format how the bodies are written
 * @param each what the items are. In JSON it names the array that holds them; an object in its
 *     place is the one item, and where nothing or null stands there are none. In XML it names the
 *     element that is repeated, and every such element is an item. {@link FieldPath#WHOLE} is the
 *     body itself, which in JSON may be an array or an object. Null when the body itself is the one
 *     item, whatever it is
 * @param itemFields what to take from every item, with paths that begin at the item
 * @param bodyFields what to take from the body for every item, with paths that begin at the body;
 *     they may stand before, after and around the items
 */
public record BodyShape(
        BodyFormat format,
        @Nullable FieldPath each,
        List<FieldPath> itemFields,
        List<FieldPath> bodyFields) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException with the cure, when a path cannot stand in an XML document
     */
    public BodyShape {
        itemFields = List.copyOf(itemFields);
        bodyFields = List.copyOf(bodyFields);
        if (format == BodyFormat.XML) {
            itemFields.forEach(XmlNames::check);
            bodyFields.forEach(XmlNames::check);
            if (each != null) {
                XmlNames.checkElement(each);
            }
        }
    }
}
