package io.keepwell.ingest.domain.event;

import java.util.List;
import java.util.Optional;

/**
 * What makes a request of one item of a body: a request that has just this item, and is read as the
 * whole was.
 */
public enum Framing {
    /** The item alone, unless it is an array, which no item may be. */
    ITEM,
    /** The item, with what stands before the first item and behind the last. */
    ENVELOPE,
    /** The whole body and nothing less: what is read of one item may stand in another. */
    BODY,
    /** Nothing: what is kept is not in the form in which it came. */
    NONE;

    /** How much may stand around the items that is kept with each of them, in bytes. */
    static final int AROUND_MAX = 16 * 1024;

    /** And with all of them together, so that a small request cannot become a large one. */
    static final int AROUND_ALL_MAX = 2 * 1024 * 1024;

    /**
     * Makes a request of one item.
     *
     * @param body that it came in
     * @param items all of the body, in its order
     * @param item one of them
     * @return the request, or empty where there is none
     */
    public Optional<Body> request(Body body, List<Item> items, Item item) {
        return switch (this) {
            case ITEM ->
                    isArray(body, item)
                            ? Optional.empty()
                            : Optional.of(body.part(item.from(), item.to()));
            case ENVELOPE -> items.size() == 1 ? Optional.of(body) : inEnvelope(body, items, item);
            case BODY -> items.size() == 1 ? Optional.of(body) : Optional.empty();
            case NONE -> Optional.empty();
        };
    }

    /** By itself it would be read as several items. */
    private static boolean isArray(Body body, Item item) {
        int at = item.from();
        while (at < item.to() && Character.isWhitespace(body.bytes()[at])) {
            at++;
        }
        return at < item.to() && body.bytes()[at] == '[';
    }

    private static Optional<Body> inEnvelope(Body body, List<Item> items, Item item) {
        int begin = items.getFirst().from();
        int end = items.getLast().to();
        int around = begin + body.length() - end;
        return around > AROUND_MAX || (long) around * items.size() > AROUND_ALL_MAX
                ? Optional.empty()
                : Optional.of(
                        body.part(0, begin)
                                .and(body.part(item.from(), item.to()))
                                .and(body.part(end, body.length())));
    }
}
