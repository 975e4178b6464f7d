package io.keepwell.alerting.application.reading;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items what is on it
 * @param next the cursor of the next page; absent on the last
 * @param <T> the kind of item
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Copies the list. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from what was found.
     *
     * @param found one more than a page holds, or fewer
     * @param limit how many a page holds
     * @param question the filters
     * @param place an item's sort keys
     * @param <T> the kind of item
     * @return the page
     */
    public static <T> Page<T> of(
            List<T> found, int limit, String question, Function<T, List<String>> place) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        new Cursor(question, place.apply(found.get(limit - 1))).text());
    }
}
