package io.keepwell.ingest.domain.webhook;

import java.util.List;

/** What a body turned out to hold. */
public sealed interface BodyFields {

    /**
     * Items, of which nobody has judged yet whether they are any good.
     *
     * @param items in the order of the body, none or more
     * @param single whether the one item stood by itself: it was the body, or an object where an
     *     array may stand
     */
    record Items(List<BodyItem> items, boolean single) implements BodyFields {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * Nothing that could be taken apart.
     *
     * @param detail what is wrong, at which line and column, in words for the sender
     */
    record Unreadable(String detail) implements BodyFields {}

    /** More items than one request may hold. */
    record TooMany() implements BodyFields {}

    /** Nothing at all. */
    record Empty() implements BodyFields {}
}
