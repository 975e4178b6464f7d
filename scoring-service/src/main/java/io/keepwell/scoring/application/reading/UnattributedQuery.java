package io.keepwell.scoring.application.reading;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which users are asked for whose events wait for an account, most events first.
 *
 * @param limit how many, 1 or more
 * @param after the user that the page follows, or null for the first page
 */
public record UnattributedQuery(int limit, @Nullable Place after) {

    /** What a cursor of such a list is good for. */
    public static final String QUESTION = "unattributed";

    /**
     * A place in the list.
     *
     * @param events how many events wait
     * @param userId tells apart those of as many
     */
    public record Place(long events, String userId) {

        /**
         * Reads one from a cursor.
         *
         * @param keys the cursor's keys
         * @return the place
         * @throws RuntimeException when it is none
         */
        public static Place of(List<@Nullable String> keys) {
            return new Place(
                    Long.parseLong(Objects.requireNonNull(keys.getFirst())),
                    Objects.requireNonNull(keys.get(1)));
        }
    }
}
