package io.keepwell.scoring.application.reading;

import io.keepwell.runtime.security.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts are asked for.
 *
 * @param scope those that may be shown
 * @param filter which of them
 * @param sort by what they are sorted
 * @param descending whether the greatest come first; those without a key are last either way
 * @param limit how many, 1 or more
 * @param after the item that the page follows, or null for the first page
 */
public record AccountQuery(
        Scope scope,
        Filter filter,
        AccountSort sort,
        boolean descending,
        int limit,
        @Nullable Place after) {

    /**
     * Which accounts; an empty list asks for nothing in particular.
     *
     * @param statuses one of these
     * @param segments one of these
     * @param csms owned by one of these
     * @param text a part of the id or the name, in any case; or null
     */
    public record Filter(
            List<String> statuses,
            List<String> segments,
            List<String> csms,
            @Nullable String text) {

        /** Copies the lists, in order. */
        public Filter {
            statuses = statuses.stream().distinct().sorted().toList();
            segments = segments.stream().distinct().sorted().toList();
            csms = csms.stream().distinct().sorted().toList();
        }
    }

    /**
     * A place in the list.
     *
     * @param key what is sorted by
     * @param id tells apart those with the same key
     */
    public record Place(@Nullable Object key, String id) {

        /**
         * Reads one from a cursor.
         *
         * @param sort the order that it is a place in
         * @param keys the cursor's keys
         * @return the place
         * @throws RuntimeException when it is none
         */
        public static Place of(AccountSort sort, List<@Nullable String> keys) {
            String id = keys.get(1);
            if (keys.size() != 2 || id == null) {
                throw new IllegalArgumentException("no place in a list of accounts");
            }
            String key = keys.getFirst();
            return new Place(key == null ? null : sort.parse(key), id);
        }
    }

    /**
     * What a cursor of such a list is good for.
     *
     * @param filter which accounts
     * @param sort by what they are sorted
     * @param descending whether the greatest come first
     * @return words
     */
    public static String question(Filter filter, AccountSort sort, boolean descending) {
        return "accounts sort=%s%s status=%s segment=%s csm=%s q=%s"
                .formatted(
                        descending ? "-" : "",
                        sort.field(),
                        String.join(",", filter.statuses()),
                        String.join(",", filter.segments()),
                        String.join(",", filter.csms()),
                        filter.text() == null ? "" : filter.text());
    }

    /**
     * What a cursor of this list is good for.
     *
     * @return words
     */
    public String question() {
        return question(filter, sort, descending);
    }
}
