package io.keepwell.ingest.domain.event;

import java.util.List;

/** What a request's body turned out to hold. */
public sealed interface Content {

    /**
     * Events, each good or bad by itself.
     *
     * @param items in the order of the body
     * @param single whether the body was one event and not a batch
     */
    record Events(List<Item> items, boolean single) implements Content {
        /** Copies the list. */
        public Events {
            items = List.copyOf(items);
        }
    }

    /**
     * Nothing that could be taken apart, so that nothing of it can be accepted.
     *
     * @param detail what is wrong, where, and the cure
     */
    record Unreadable(String detail) implements Content {}

    /** More events than one request may hold; none of them was looked at any further. */
    record TooMany() implements Content {}

    /** Nothing at all. */
    record Empty() implements Content {}
}
