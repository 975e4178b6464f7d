package io.keepwell.scoring.application.reading;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for, the newest first.
 *
 * @param accountId whose
 * @param from not before, or null
 * @param to before, or null
 * @param superseded whether also those that a later backfill told anew
 * @param limit how many, 1 or more
 * @param after the change that the page follows, or null for the first page
 */
public record HistoryQuery(
        String accountId,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean superseded,
        int limit,
        @Nullable Place after) {

    /**
     * A place in the list.
     *
     * @param at when it changed
     * @param id tells apart those of the same time
     */
    public record Place(Instant at, long id) {

        /**
         * Reads one from a cursor.
         *
         * @param keys the cursor's keys
         * @return the place
         * @throws RuntimeException when it is none
         */
        public static Place of(List<@Nullable String> keys) {
            return new Place(
                    Instant.parse(Objects.requireNonNull(keys.getFirst())),
                    Long.parseLong(Objects.requireNonNull(keys.get(1))));
        }
    }

    /**
     * What a cursor of such a list is good for.
     *
     * @param accountId whose changes
     * @param from not before
     * @param to before
     * @param superseded whether also those told anew
     * @return words
     */
    public static String question(
            String accountId, @Nullable Instant from, @Nullable Instant to, boolean superseded) {
        return "history account=%s from=%s to=%s superseded=%s"
                .formatted(accountId, from == null ? "" : from, to == null ? "" : to, superseded);
    }
}
