package io.keepwell.runtime.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An item of a list and its place in it.
 *
 * @param item the item
 * @param place its sort keys, the last of them unique
 * @param <T> the kind of item
 */
public record Listed<T>(T item, List<@Nullable String> place) {

    /** Copies the list. */
    public Listed {
        place = Collections.unmodifiableList(new ArrayList<>(place));
    }

    /**
     * Items and their places.
     *
     * @param found the items, in order
     * @param place an item's sort keys
     * @param <T> the kind of item
     * @return the same, in the same order
     */
    public static <T> List<Listed<T>> of(
            List<T> found, Function<? super T, List<@Nullable String>> place) {
        return found.stream().map(it -> new Listed<>(it, place.apply(it))).toList();
    }

    /**
     * The items alone.
     *
     * @param found one more than a page holds, or fewer
     * @param limit how many a page holds
     * @param <T> the kind of item
     * @return those that go on the page
     */
    public static <T> List<T> items(List<Listed<T>> found, int limit) {
        return found.stream().limit(limit).map(Listed::item).toList();
    }

    /**
     * Where the next page begins.
     *
     * @param found one more than a page holds, or fewer
     * @param limit how many a page holds
     * @param question sort and filters
     * @param <T> the kind of item
     * @return the cursor's text, or null when there is no further page
     */
    public static <T> @Nullable String next(List<Listed<T>> found, int limit, String question) {
        return found.size() <= limit
                ? null
                : new Cursor(question, found.get(limit - 1).place()).text();
    }
}
